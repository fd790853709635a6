// What can be done with selected words: a small bar below them, and the same by keys.

import { current, setCurrent, wordsOf } from "./cursor.js";
import { findStory, tell } from "./page.js";
import { showPart } from "./panel.js";
import { placeOfElement, readSelection } from "./places.js";
import * as words from "./words.js";

const NOTES = [["commenting", "Note", "n"], ["questioning", "Question", "q"], ["assessing", "Fact-check", "f"], ["editing", "Correction", "c"], ["highlighting", "Quote", "s"]];
const NAMES = [["person", "Person", "p"], ["organisation", "Organisation", "o"], ["place", "Place", "t"], ["event", "Event", "v"]];

// The words that a deed is about: those selected, else those of the item that the keys are on.
export function wordsMeant() {
  return readSelection() ?? placeOfElement(wordsOf(current()));
}

export function fill(prefix, found, name) {
  const set = (field, value) => { const box = document.getElementById(`${prefix}-${field}`); if (box) box.value = value; };
  set(name, found.exact);
  set("start", found.start);
  set("end", found.end);
}

export function annotate(motivation, found = wordsMeant()) {
  const form = document.getElementById("note-form");
  if (!form) return tell("Your role writes no notes.");
  showPart("notes");
  form.reset();
  words.stop();
  if (found) fill("note", found, "exact");
  document.getElementById("note-motivation").value = motivation;
  setCurrent(null);
  const box = document.getElementById(found ? "note-body" : "note-exact");
  box.focus();
  form.scrollIntoView({ block: "nearest" });
  hide();
  return found;
}

export function name(kind, found = wordsMeant()) {
  const form = document.querySelector("#names form.add");
  if (!form) return tell("Your role names nobody.");
  showPart("names");
  words.stop();
  hide();
  if (found) document.getElementById("mention-words").value = found.exact;
  for (const link of form.querySelectorAll("a[data-new]")) {
    const address = new URL(link.href);
    if (found) { address.searchParams.set("name", found.exact); address.searchParams.set("words", found.exact); }
    link.href = address;
    link.classList.toggle("go", link.dataset.new === kind);
  }
  form.scrollIntoView({ block: "nearest" });
  search("mention-entity", found?.exact ?? "");
  return found;
}

// Opens one of Django's completion fields with the words in its box: what is known by that name is listed at once.
function search(id, typed) {
  const select = document.getElementById(id);
  const choice = window.django?.jQuery?.(select);
  if (!choice?.data("select2")) { select?.focus(); return; }
  choice.select2("open");
  const box = document.querySelector(".select2-container--open .select2-search__field");
  if (!box) return;
  box.value = typed;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

export async function link(found = readSelection()) {
  hide();
  words.stop();
  const loading = showPart("links");
  if (found && document.getElementById("link-words")) {
    fill("link", found, "words");
    document.getElementById("link-words").scrollIntoView({ block: "center" });
    return search("link-target", "");
  }
  await loading;
  const first = document.querySelector("#proposals .card");
  if (first) { setCurrent(first); return tell("The likeliest story is the current item. a links it, e gives a reason first."); }
  document.querySelector("#links form.add")?.scrollIntoView({ block: "nearest" });
  return search("link-target", "");
}

// --- the bar ---------------------------------------------------------------------------------------

let bar = null;

export function hide() {
  bar?.remove();
  bar = null;
}

function button(label, key, deed) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn";
  made.append(label);
  const hint = document.createElement("kbd");
  hint.textContent = key;
  hint.ariaHidden = "true";
  made.append(hint);
  made.onmousedown = (event) => event.preventDefault(); // keep the selection
  made.onclick = () => { const found = readSelection(); hide(); deed(found); };
  return made;
}

function offer(found) {
  hide();
  bar = document.createElement("div");
  bar.className = "offer";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "For the selected words");
  if (document.getElementById("note-form")) {
    bar.append(...NOTES.map(([value, label, key]) => button(label, key, (words) => annotate(value, words))));
  }
  if (document.querySelector("#names form.add")) {
    bar.append(...NAMES.map(([value, label, key]) => button(label, key, (words) => name(value, words))));
  }
  if (document.getElementById("link-words")) bar.append(button("Link", "l", link));
  document.querySelector("main").append(bar);
  const place = found.range.getBoundingClientRect();
  const frame = bar.offsetParent.getBoundingClientRect();
  // Not over the parts beside the story: a proposed story may be dragged from there onto these words.
  const edge = findStory().closest(".sheet").getBoundingClientRect().right;
  const left = Math.min(place.left, edge - bar.offsetWidth - 8);
  bar.style.left = `${Math.max(left, 8) - frame.left}px`;
  bar.style.top = `${place.bottom - frame.top + 6}px`;
}

export const KEYS = Object.fromEntries([
  ...NOTES.map(([value, , key]) => [key, () => annotate(value)]),
  ...NAMES.map(([value, , key]) => [key, () => name(value)]),
]);

export function start() {
  if (!findStory()) return;
  const look = () => setTimeout(() => { const found = readSelection(); if (found) offer(found); });
  document.addEventListener("selectionchange", () => { if (getSelection().isCollapsed) hide(); });
  for (const kind of ["mouseup", "touchend", "keyup"]) {
    document.addEventListener(kind, (event) => { if (findStory()?.contains(event.target)) look(); });
  }
  // A finger moves the ends of a selection without lifting from the story itself.
  let resting;
  document.addEventListener("selectionchange", () => {
    clearTimeout(resting);
    if (matchMedia("(pointer: coarse)").matches && !getSelection().isCollapsed) resting = setTimeout(look, 400);
  });
  document.addEventListener("words-selected", look);
  addEventListener("resize", () => { if (bar) look(); }); // a tablet that is turned
}
