// The story's page made quicker: everything here also works without it, as forms and links.
//  - the panels become tabs
//  - words selected in the story fill in the quote of a note or a name
//  - the small forms are sent without leaving the page, so that words being edited stay in theirs
//  - leaving with unsaved words asks first

const findStory = () => document.getElementById("story-text"); // looked up anew: it is swapped
const panel = document.querySelector(".panel");
const wordsForm = document.getElementById("story-form");

// --- tabs ------------------------------------------------------------------------------------------

function showPart(id) {
  const parts = [...panel.querySelectorAll(".panel-part")];
  if (!parts.some((part) => part.id === id)) return;
  for (const part of parts) part.hidden = part.id !== id;
  for (const tab of panel.querySelectorAll(".tabs a")) {
    tab.setAttribute("aria-selected", String(tab.hash === `#${id}`));
    tab.tabIndex = tab.hash === `#${id}` ? 0 : -1;
  }
  if (id === "links") loadProposals();
}

// What may be linked takes a search, so it is asked for when somebody looks. Failing, the plain link stays.
async function loadProposals() {
  const box = document.querySelector("#proposals[data-src]");
  if (!box) return;
  const source = box.dataset.src;
  delete box.dataset.src;
  try {
    const response = await fetch(source);
    if (!response.ok) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("proposals");
    if (fresh && box.isConnected) box.replaceWith(document.adoptNode(fresh));
  } catch { /* offline: the link is still there */ }
}

function partOf(hash) {
  const target = hash.length > 1 ? document.getElementById(hash.slice(1)) : null;
  return target?.closest(".panel-part")?.id;
}

function makeTabs() {
  const list = panel?.querySelector(".tabs");
  if (!list) return;
  panel.classList.add("tabbed");
  list.setAttribute("role", "tablist");
  for (const tab of list.querySelectorAll("a")) {
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", tab.hash.slice(1));
    tab.onclick = (event) => {
      event.preventDefault();
      history.replaceState(null, "", tab.hash);
      showPart(tab.hash.slice(1));
    };
  }
  list.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tabs = [...list.querySelectorAll("a")];
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    next.click();
    next.focus();
  };
  for (const part of panel.querySelectorAll(".panel-part")) part.setAttribute("role", "tabpanel");
  const wrong = panel.querySelector(".panel-part .error")?.closest(".panel-part")?.id;
  showPart(wrong ?? partOf(location.hash) ?? "names");
}

window.addEventListener("hashchange", () => {
  const id = partOf(location.hash);
  if (!id) return;
  showPart(id);
  document.getElementById(location.hash.slice(1)).scrollIntoView({ block: "nearest" });
});

// --- selected words --------------------------------------------------------------------------------

const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, blockquote, td, th";

// The text of a range as the record has it: without note numbers and the dateline, a blank line between blocks.
function textOf(range) {
  const copy = document.createElement("div");
  copy.append(range.cloneContents());
  for (const extra of copy.querySelectorAll("sup.note-ref, .dateline")) extra.remove();
  for (const br of copy.querySelectorAll("br")) br.replaceWith("\n");
  const blocks = [...copy.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  if (blocks.length === 0) return copy.textContent;
  return blocks.map((block) => block.textContent).filter((words) => words.trim()).join("\n\n");
}

function readSelection() {
  const selection = getSelection();
  const story = findStory();
  if (!story || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!story.contains(range.commonAncestorContainer)) return null;
  const exact = textOf(range);
  if (!exact.trim()) return null;
  const node = range.startContainer;
  const block = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(BLOCKS) ?? story;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const lead = [...textOf(before).replace(/^\s+/, "")].slice(-32).join("");
  const trimmed = exact.trimStart();
  const prefix = lead + exact.slice(0, exact.length - trimmed.length);
  return { exact: trimmed.trimEnd(), prefix, place: range.getBoundingClientRect() };
}

let offer = null;

function hideOffer() {
  offer?.remove();
  offer = null;
}

function makeOffer(found) {
  hideOffer();
  offer = document.createElement("div");
  offer.className = "offer";
  offer.append(
    makeButton("Note", () => fillNote(found)),
    makeButton("Name", () => fillName(found)),
    makeButton("Link", () => fillLink(found)),
  );
  document.body.append(offer);
  const left = Math.min(found.place.left + scrollX, document.documentElement.clientWidth - offer.offsetWidth - 8);
  offer.style.left = `${Math.max(left, 8)}px`;
  offer.style.top = `${found.place.bottom + scrollY + 6}px`;
}

function makeButton(label, deed) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = label;
  button.onmousedown = (event) => event.preventDefault(); // keep the selection
  button.onclick = () => { hideOffer(); deed(); };
  return button;
}

function fillNote({ exact, prefix }) {
  showPart("notes");
  document.getElementById("note-exact").value = exact;
  document.getElementById("note-before").value = prefix;
  const body = document.getElementById("note-body");
  body.focus();
  body.scrollIntoView({ block: "center" });
}

function fillLink({ exact }) {
  showPart("links");
  const words = document.getElementById("link-words");
  if (!words) return;
  words.value = exact;
  words.scrollIntoView({ block: "center" });
  document.querySelector("#links form.add .select2-selection, #link-target")?.focus();
}

function fillName({ exact }) {
  showPart("names");
  const words = document.getElementById("mention-words");
  words.value = exact;
  for (const link of document.querySelectorAll("a[data-new]")) {
    const address = new URL(link.href);
    address.searchParams.set("name", exact);
    address.searchParams.set("words", exact);
    link.href = address;
  }
  words.scrollIntoView({ block: "center" });
  document.querySelector("#names form.add .select2-selection, #mention-entity")?.focus();
}

if (findStory() && document.getElementById("note-form")) {
  document.addEventListener("selectionchange", () => { if (getSelection().isCollapsed) hideOffer(); });
  for (const kind of ["mouseup", "keyup", "touchend"]) {
    document.addEventListener(kind, (event) => findStory()?.contains(event.target) && setTimeout(() => {
      const found = readSelection();
      if (found) makeOffer(found);
    }));
  }
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideOffer(); });

// --- the small forms -------------------------------------------------------------------------------

// What a small form may change. The words' own form is left alone: somebody may be typing in it.
const SWAPPED = ["said", "story", "names", "checks", "notes", "links", "versions"];

function swap(page) {
  for (const id of SWAPPED) {
    const fresh = page.getElementById(id);
    const old = document.getElementById(id);
    if (fresh && old) old.replaceWith(document.adoptNode(fresh));
  }
  const tabs = page.querySelector(".tabs");
  if (tabs) document.querySelector(".tabs").replaceWith(document.adoptNode(tabs));
}

async function send(form) {
  const part = form.closest(".panel-part").id;
  const response = await fetch(form.action, { method: "POST", body: new FormData(form) });
  if (!response.headers.get("Content-Type")?.startsWith("text/html") || response.status >= 400) throw new Error();
  swap(new DOMParser().parseFromString(await response.text(), "text/html"));
  for (const id of ["names", "notes", "links"]) {
    // Django's autocomplete listens for this event and makes its fields in the new part.
    document.getElementById(id)?.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: {} }));
  }
  makeTabs();
  showPart(part);
  document.querySelector(`.tabs a[href="#${part}"]`)?.focus({ preventScroll: true });
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-swap]") || !dirty) return; // nothing unsaved: an ordinary round trip is fine
  event.preventDefault();
  try {
    await send(form);
  } catch {
    form.querySelector("button").insertAdjacentText("afterend", " It was not sent: try again.");
  }
});

// --- unsaved words ---------------------------------------------------------------------------------

let dirty = Boolean(document.querySelector(".errornote")) && wordsForm?.closest("details")?.open;
let leaving = false;
for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => { if (event.target.form === wordsForm && wordsForm) dirty = true; });
}
wordsForm?.addEventListener("submit", () => { leaving = true; });
window.addEventListener("beforeunload", (event) => { if (dirty && !leaving) event.preventDefault(); });

makeTabs();
