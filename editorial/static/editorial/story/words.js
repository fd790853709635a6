// Selecting words without a mouse: `w`, then the arrow keys move from word to word, with Shift they take more.

import { findBlocks, piecesOf, placeOfElement, rangeOf } from "./places.js";
import { findStory, tell } from "./page.js";

let words = null; // while it lasts: every word of the story with its place and its block
let from = 0;
let to = 0;

export const isOn = () => words !== null;

// Every word of the story: { start, end, block }.
export function cutWords() {
  const cutter = new Intl.Segmenter(findStory().closest("[lang]")?.lang || undefined, { granularity: "word" });
  return findBlocks().flatMap((block, number) => {
    const pieces = piecesOf(block);
    const text = pieces.map((piece) => piece.node.data.slice(piece.from)).join("");
    const start = pieces[0]?.at ?? 0; // a line break inside a block is rare and moves what follows by one
    return [...cutter.segment(text)].filter((part) => part.isWordLike)
      .map((part) => ({ start: start + part.index, end: start + part.index + part.segment.length, block: number }));
  });
}

// The name, check or note that an element of the story is in: { start, end, exact }, else null.
export const markedAt = (element) => placeOfElement(element?.closest?.("#story-text [id]"));

function mark() {
  const range = rangeOf(words[Math.min(from, to)].start, words[Math.max(from, to)].end);
  if (!range) return;
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  (range.startContainer.parentElement ?? findStory()).scrollIntoView({ block: "nearest" });
  tell(getSelection().toString());
  document.dispatchEvent(new CustomEvent("words-selected"));
}

export function start() {
  words = cutWords();
  if (!words.length) { words = null; return; }
  const near = placeOfElement(document.querySelector("#story-text .cur"))?.start ?? 0;
  from = to = Math.max(0, words.findIndex((word) => word.start >= near));
  mark();
}

export function stop() { words = null; }

export function press(event) {
  const last = words.length - 1;
  const grow = event.shiftKey;
  if (event.key === "ArrowRight") to = Math.min(last, to + 1);
  else if (event.key === "ArrowLeft") to = Math.max(0, to - 1);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const step = event.key === "ArrowDown" ? 1 : -1;
    const found = words.findIndex((word) => word.block === words[to].block + step);
    if (found >= 0) to = found;
  } else if (event.key === "Escape") { stop(); getSelection().removeAllRanges(); return true; }
  else return false;
  if (!grow) from = to;
  mark();
  return true;
}
