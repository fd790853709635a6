// The desk by keyboard. Single keys act on the current item or the selected words; they are never heard while
// somebody types, and can be switched off in the help (`?`), as WCAG 2.1.4 asks.

import { current, move, setCurrent, wordsOf } from "./cursor.js";
import { queue, send } from "./deeds.js";
import { findForm, isTyping, tell } from "./page.js";
import { showPart } from "./panel.js";

import { KEYS, annotate, hide, link, wordsMeant } from "./toolbar.js";
import * as words from "./words.js";

const SWITCH = "dateline-keys-off";
const isOff = () => { try { return localStorage.getItem(SWITCH) === "1"; } catch { return false; } };
const help = document.getElementById("keys");

// The button of the current item that a key stands for; the first item is meant when none is current yet.
async function press(key, nothing) {
  if (!current()) move(1);
  const button = current()?.querySelector(`[data-do~="${key}"]`);
  if (!button) { tell(nothing); return; }
  await send(button.form, button);
}

async function undo() {
  const button = document.querySelector("#workflow [data-do~=u]");
  if (!button) { tell("There is nothing to undo."); return; }
  await send(button.form, button);
}

// e: what the current item has to edit; else the words of the story, the ones meant selected in the form.
function edit() {
  const inside = current()?.querySelector("details[data-do~=e]");
  if (inside) {
    inside.open = true;
    inside.querySelector("input:not([type=hidden]), textarea")?.focus();
    return;
  }
  const box = document.getElementById("words");
  const text = findForm()?.elements.text;
  if (!box || !text) { tell("Your role does not edit the words."); return; }
  const meant = wordsMeant();
  box.open = true;
  text.focus();
  hide();
  words.stop();
  const at = meant ? findNear(text.value, meant) : -1;
  if (at >= 0) text.setSelectionRange(at, at + meant.exact.length);
  text.scrollIntoView({ block: "center" });
}

// In the form the words may have moved, since somebody has typed before them: the nearest place that has them.
function findNear(text, { exact, start }) {
  const [before, after] = [text.lastIndexOf(exact, start), text.indexOf(exact, start)];
  if (before < 0 || after < 0) return Math.max(before, after);
  return start - before < after - start ? before : after;
}

function answer() {
  const box = current()?.querySelector("details[data-do~=m]");
  if (!box) { tell("The current item is no note."); return; }
  box.open = true;
  box.querySelector("textarea").focus();
}

// x: the correction, its words filled in from what was changed in the form.
export function correct() {
  const box = document.querySelector("details.correct");
  if (!box) { tell("Only a published story is corrected."); return; }
  box.open = true;
  const text = findForm().elements.text;
  const [before, after] = findChange(text.defaultValue, text.value);
  for (const [id, value] of [["wrong", before], ["right", after]]) {
    const field = document.getElementById(id);
    if (!field.value) field.value = value;
  }
  document.getElementById("correction").focus();
}

const LETTER = /[\p{L}\p{N}\p{M}]/u;

// What stands between the beginning and the end that both have in common, grown to whole words.
function findChange(before, after) {
  if (before === after) return ["", ""];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  while (head > 0 && LETTER.test(before[head - 1])) head -= 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  while (tail > 0 && LETTER.test(before[before.length - tail])) tail -= 1;
  const cut = (text) => text.slice(head, text.length - tail).trim();
  const found = [cut(before), cut(after)];
  return found.some((each) => each.length > 200) ? ["", ""] : found; // several changes: the editor names them
}

// Each part has its digit, whichever others this story has; a part that it has not is told.
function showTab(digit) {
  const tab = document.querySelector(`.tabs a[aria-keyshortcuts="${digit}"]`);
  if (!tab) { tell("This story has not got that part."); return; }
  tab.click();
  setCurrent(null);
  move(1);
}

const ACTS = {
  ...KEYS,
  j: () => move(1),
  k: () => move(-1),
  a: () => press("a", "There is nothing to accept here."),
  r: () => press("r", "There is nothing to reject here."),
  d: () => press("r", "There is nothing to dismiss here."),
  u: undo,
  n: () => {
    const check = getSelection().isCollapsed ? current()?.querySelector("[data-do~=n]") : null;
    return check ? send(check.form, check) : annotate("commenting");
  },
  m: answer,
  l: () => link(),
  e: edit,
  w: () => words.start(),
  x: correct,
  y: () => document.querySelector("#standing a[data-do~=y]")?.click(),
  g: () => { wordsOf(current())?.scrollIntoView({ block: "center" }); },
  "/": () => document.getElementById("find-q")?.focus(),
  "?": () => openHelp(),
};

export function openHelp() {
  if (help && !help.open) help.showModal();
}

function sendTyped(event) {
  const form = event.target.form;
  if (!form) return;
  event.preventDefault();
  const button = event.target.closest(".pop")?.querySelector("button") ?? form.querySelector("button[type=submit], button:not([type])");
  form.requestSubmit(form === findForm() ? event.target.closest(".pop") ? button : document.querySelector("button[name=_draft]") : button);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const held = event.ctrlKey || event.metaKey;
  if (held && event.key === "Enter" && isTyping(event.target)) { sendTyped(event); return; }
  if (held && event.key === "s" && findForm()) {
    event.preventDefault();
    findForm().requestSubmit(document.querySelector("button[name=_draft]"));
    return;
  }
  if (held || event.altKey) return;
  if (event.key === "Escape") {
    hide();
    if (words.isOn()) words.press(event);
    else if (isTyping(event.target) && !event.target.closest(".select2-container, dialog")) event.target.blur();
    document.querySelector("details.correct")?.removeAttribute("open");
    const back = current();
    if (back && !help?.open) setCurrent(back);
    return;
  }
  if (isTyping(event.target) || help?.open) return;
  if (words.isOn() && words.press(event)) { event.preventDefault(); return; }
  if (isOff() && event.key !== "?") return;
  if (/^[0-9]$/.test(event.key)) { event.preventDefault(); showTab(event.key); return; }
  const act = ACTS[event.key];
  if (!act) return;
  event.preventDefault();
  queue(act);
});

export function start() {
  for (const button of document.querySelectorAll("[data-opens-keys]")) {
    button.hidden = false;
    button.onclick = openHelp;
  }
  const box = document.getElementById("keys-off");
  if (box) {
    box.checked = !isOff();
    box.onchange = () => { try { localStorage.setItem(SWITCH, box.checked ? "0" : "1"); } catch { /* for this page only */ } };
  }
  document.addEventListener("click", (event) => {
    const card = event.target.closest(".panel .card[id]:not(.add)");
    if (card) setCurrent(card, { focus: false, scroll: false });
    const words = event.target.closest("#story-text [id]");
    const target = words && document.querySelector(`.panel a[href="#${CSS.escape(words.id)}"]`)?.closest(".card[id]");
    if (target && getSelection().isCollapsed && !event.target.closest("a")) {
      showPart(target.closest(".panel-part").id);
      setCurrent(target, { focus: false });
    }
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.("details.correct[open]") && !document.activeElement?.closest(".pop")) correct();
  }, true);
}

