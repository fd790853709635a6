// Words being typed are kept on the server every few seconds, and in this browser when the server cannot be reached
// or the sign-in has ended. Leaving with words that were kept nowhere asks first.

import { findForm, keptHere, renewToken, tell } from "./page.js";

const MARKS = ["token", "seen", "base"]; // what the form was opened with: not words
const PAUSE = 2000; // milliseconds after the last key
let dirty = Boolean(document.querySelector("#words[open]") && document.querySelector(".errornote, .clash, .taken-up"));
let kept = !dirty;
let leaving = false;
let waiting;
let turn = Promise.resolve(); // one at a time: an older answer must not overtake a newer one

export const isDirty = () => dirty;

const say = (sentence, isTrouble = false) => {
  const box = document.getElementById("kept");
  if (!box) return;
  box.textContent = sentence;
  box.classList.toggle("trouble", isTrouble);
};

const collect = () => renewToken(new URLSearchParams(new FormData(findForm())));

function keepHere(isSent = false) {
  try {
    const values = Object.fromEntries(collect());
    delete values.csrfmiddlewaretoken;
    delete values.once;
    localStorage.setItem(keptHere, JSON.stringify({ at: Date.now(), isSent, values }));
    kept = true;
    return true;
  } catch { return false; }
}

async function keep() {
  const form = findForm();
  const address = form?.dataset.keep;
  if (!address) { keepHere(); say("Your words are kept in this browser. Not saved yet."); return; }
  try {
    const response = await fetch(address, { method: "POST", body: collect(), redirect: "manual", keepalive: true });
    if (response.ok) {
      say((await response.json()).said);
      localStorage.removeItem(keptHere);
      kept = true;
      return;
    }
    const here = keepHere() ? "Your words are kept in this browser." : "Copy your words somewhere.";
    say(`You are signed out. ${here} Sign in again in another tab.`, true);
  } catch {
    const here = keepHere() ? "Your words are kept in this browser." : "Copy your words somewhere.";
    say(`There is no connection. ${here}`, true);
  }
  tell(document.getElementById("kept")?.textContent ?? "");
  waiting = setTimeout(keepSoon, 10_000);
}

function keepSoon() { turn = turn.then(keep); }

function changed(event) {
  if (!findForm() || event.target.form !== findForm()) return;
  dirty = true;
  kept = false;
  clearTimeout(waiting);
  waiting = setTimeout(keepSoon, PAUSE);
}

// Words that this browser kept because the server could not: put back where they were.
function restore() {
  const form = findForm();
  const written = form && localStorage.getItem(keptHere);
  if (!written || document.querySelector(".clash, .errornote")) return;
  const { at, isSent, values } = JSON.parse(written);
  if (isSent && document.querySelector("#said .messagelist")) { localStorage.removeItem(keptHere); return; } // it arrived
  const offer = document.getElementById("kept-here");
  const differs = Object.keys(values).some((name) => !MARKS.includes(name) && form.elements[name] && form.elements[name].value !== values[name]);
  if (!offer || !differs) { localStorage.removeItem(keptHere); return; }
  offer.hidden = false;
  offer.querySelector("time").textContent = new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
  offer.querySelector("[data-take]").onclick = () => {
    for (const [name, value] of Object.entries(values)) if (form.elements[name]) form.elements[name].value = value;
    document.getElementById("words").open = true;
    offer.hidden = true;
    changed({ target: form.elements.text });
    form.elements.text.focus();
    tell("Your words are back in the form.");
  };
  offer.querySelector("[data-drop]").onclick = () => {
    localStorage.removeItem(keptHere);
    offer.hidden = true;
    tell("Thrown away.");
  };
}

export function start() {
  restore();
  for (const kind of ["input", "change"]) document.addEventListener(kind, changed);
  document.addEventListener("submit", (event) => {
    if (event.target !== findForm()) return;
    leaving = true;
    clearTimeout(waiting);
    keepHere(true); // until the answer comes: the page that follows finds them saved, or offers them
    const field = event.target.elements.csrfmiddlewaretoken;
    if (field) field.value = renewToken(new URLSearchParams()).get("csrfmiddlewaretoken") ?? field.value;
  });
  window.addEventListener("beforeunload", (event) => { if (dirty && !kept && !leaving) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && dirty && !kept) keepSoon(); });
}
