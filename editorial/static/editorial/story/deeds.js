// The small forms are sent without leaving the page: words being edited stay in theirs, the focus goes on to the next
// item, and a network that fails between question and answer is asked again. The form's own word (`once`) makes the
// server do the deed once however often it is asked.

import { goOn, remember, setCurrent } from "./cursor.js";
import { isDirty } from "./drafts.js";
import { makeTabs, shownPart } from "./panel.js";
import { placeMargin } from "./margin.js";
import { renewToken, show, tell } from "./page.js";

const PAUSES = [0, 800, 2500]; // milliseconds before each try
const PARTS = [
  "story", "margin", "workflow", "names", "disagreements", "checks", "notes", "links", "came-with", "versions", "history",
];
const WORDS = ["standing", "words", "details"]; // left alone while somebody has typed in them

function swap(page) {
  for (const id of isDirty() ? PARTS : [...PARTS, ...WORDS]) {
    const fresh = page.getElementById(id);
    const old = document.getElementById(id);
    if (!fresh || !old) {
      if (id === "disagreements") old?.remove(); // the last one was settled
      continue;
    }
    if (id === "words" && old.open) fresh.open = true;
    old.replaceWith(document.adoptNode(fresh));
  }
  const tabs = page.querySelector(".tabs");
  if (tabs) document.querySelector(".tabs").replaceWith(document.adoptNode(tabs));
  const said = page.getElementById("said");
  document.getElementById("said").replaceChildren(...[...said.childNodes].map((node) => document.adoptNode(node)));
  for (const id of ["names", "notes", "links", "workflow", "details", "words"]) {
    // Django's autocomplete listens for this event and makes its fields in the new part.
    document.getElementById(id)?.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: {} }));
  }
}

async function ask(form, body) {
  for (const pause of PAUSES) {
    if (pause) {
      tell("The network did not answer. Asking again.");
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    try {
      return await fetch(form.action, { method: "POST", body });
    } catch { /* no answer: it may have been done or not; `once` makes asking again safe */ }
  }
  return null;
}

export async function send(form, submitter = null) {
  const where = remember(form);
  const part = shownPart()?.id;
  const body = renewToken(new URLSearchParams(new FormData(form, submitter)));
  form.setAttribute("aria-busy", "true");
  const response = await ask(form, body);
  form.removeAttribute("aria-busy");
  if (!response) return show("There is no connection. What you wrote is still in the form.", () => send(form, submitter));
  if (response.redirected && new URL(response.url).pathname.includes("/login/")) {
    return show("You are signed out. Sign in again in another tab, then try again: nothing here is lost.", () => send(form, submitter));
  }
  if (!response.headers.get("Content-Type")?.startsWith("text/html") || ![200, 409].includes(response.status)) {
    return show("It was not done: the server refused it. Load the page again and see.", () => send(form, submitter));
  }
  swap(new DOMParser().parseFromString(await response.text(), "text/html"));
  makeTabs(part);
  placeMargin();
  const refused = document.querySelector("#said .errornote");
  if (refused) {
    const field = document.querySelector(`#${part} .field.wrong textarea, #${part} .field.wrong input, #${part} form.add textarea`);
    if (field) field.focus(); else setCurrent(document.getElementById(where.all[where.at]));
  } else goOn(where);
  tell(document.getElementById("said").textContent.trim().replace(/\s+/g, " "));
}

// One after the other: five keys pressed quickly are five deeds in their order.
let work = Promise.resolve();
export function queue(deed) {
  work = work.then(deed).catch((error) => { show("Something went wrong on this page. Load it again."); throw error; });
  return work;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".panel form[method=post]")) return;
  event.preventDefault();
  queue(() => (form.isConnected ? send(form, event.submitter) : null));
});
