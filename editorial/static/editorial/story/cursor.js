// The item beside the story that the keys act on. It has the focus, and its words are outlined in the text.

import { shownPart } from "./panel.js";
import { tell } from "./page.js";

export const items = () => [...(shownPart()?.querySelectorAll(".card[id]:not(.add)") ?? [])].filter((card) => card.checkVisibility());

export const current = () => document.querySelector(".card.on");

export const wordsOf = (card) => {
  const link = card?.querySelector("a[href^='#said-'], a[href^='#odd-'], a[href^='#noted-']");
  return link ? document.getElementById(link.hash.slice(1)) : null;
};

export function setCurrent(card, { focus = true, scroll = true } = {}) {
  for (const old of document.querySelectorAll(".card.on, #story-text .cur")) old.classList.remove("on", "cur");
  if (!card) return;
  card.classList.add("on");
  if (focus) {
    card.tabIndex = -1;
    card.focus({ preventScroll: true });
  }
  if (scroll) card.scrollIntoView({ block: "nearest" });
  const words = wordsOf(card);
  if (!words) return;
  words.classList.add("cur");
  if (!scroll) return;
  const place = words.getBoundingClientRect();
  if (place.top < 120 || place.bottom > innerHeight - 40) {
    if (matchMedia("(min-width: 64.01rem)").matches) words.scrollIntoView({ block: "center" });
  }
}

export function move(step) {
  const all = items();
  if (!all.length) { tell("There is nothing in this part."); return; }
  const at = all.indexOf(current());
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
  setCurrent(all[next]);
}

// Where to go on once an answer has replaced the parts: the item that was made, else the one after, else before.
export function remember(form) {
  const all = items().map((card) => card.id);
  const acted = form.closest(".card[id]:not(.add)");
  const at = acted ? all.indexOf(acted.id) : -1;
  return { all, at, isAdding: !acted };
}

export function goOn({ all, at, isAdding }) {
  const now = items();
  const made = isAdding ? now.find((card) => !all.includes(card.id)) : null;
  const find = (id) => now.find((card) => card.id === id);
  const after = at < 0 ? null : all.slice(at + 1).map(find).find(Boolean) ?? all.slice(0, at + 1).reverse().map(find).find(Boolean);
  const next = made ?? after ?? now[0];
  if (next) { setCurrent(next); return; }
  const heading = shownPart()?.querySelector("h2");
  if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
}
