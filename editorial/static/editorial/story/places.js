// Between the page and the text of the record. Places are counted in units of UTF-16, as browsers count; the server
// turns them into code points. Each block says in data-at where it begins; what only the page shows (the dateline,
// the numbers of notes) is no part of the text.

import { findStory } from "./page.js";

const ONLY_SHOWN = "sup.note-ref, .dateline";

export const findBlocks = () => [...(findStory()?.querySelectorAll("[data-at]") ?? [])];

// The block's text nodes with their places: { node, from, at, end }; `from` is where the record's text begins in it.
export function piecesOf(block) {
  const pieces = [];
  let at = Number(block.dataset.at);
  let skipsBlank = Boolean(block.querySelector(".dateline")); // the one that follows the dateline
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => (
    node.nodeType === Node.ELEMENT_NODE && node.matches(ONLY_SHOWN) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
  ));
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.tagName === "BR") at += 1;
      continue;
    }
    const from = skipsBlank && node.data.startsWith(" ") ? 1 : 0;
    skipsBlank = false;
    pieces.push({ node, from, at, end: at + node.data.length - from });
    at += node.data.length - from;
  }
  return pieces;
}

const allPieces = () => findBlocks().flatMap(piecesOf);

// The place of one end of a range. Between two pieces of text a start belongs to the next, an end to the one before.
function placeOf(pieces, container, offset, isStart) {
  const own = pieces.find((piece) => piece.node === container);
  if (own) return own.at + Math.max(0, offset - own.from);
  const point = document.createRange();
  point.setStart(container, offset);
  if (isStart) return pieces.find((piece) => point.comparePoint(piece.node, piece.node.length) > 0)?.at ?? null;
  return pieces.findLast((piece) => point.comparePoint(piece.node, 0) < 0)?.end ?? null;
}

// The place under a point of the window; null outside the story's words.
export function placeAt(x, y) {
  const caret = document.caretPositionFromPoint?.(x, y);
  const range = caret ? null : document.caretRangeFromPoint?.(x, y);
  const [node, offset] = caret ? [caret.offsetNode, caret.offset] : [range?.startContainer, range?.startOffset];
  return node && findStory()?.contains(node) ? placeOf(allPieces(), node, offset, true) : null;
}

// The text of the record between two places, as far as the page shows it.
export function textBetween(start, end) {
  return findBlocks().map((block) => {
    let words = "";
    let reached = null;
    for (const piece of piecesOf(block)) {
      const first = Math.max(start, piece.at), last = Math.min(end, piece.end);
      if (first >= last) continue;
      if (reached !== null && first > reached) words += "\n".repeat(first - reached);
      words += piece.node.data.slice(first - piece.at + piece.from, last - piece.at + piece.from);
      reached = last;
    }
    return words;
  }).filter(Boolean).join("\n\n");
}

// The range on the page that shows the text between two places.
export function rangeOf(start, end) {
  const pieces = allPieces();
  const first = pieces.find((piece) => piece.end > start);
  const last = pieces.findLast((piece) => piece.at < end);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first.node, Math.max(start - first.at, 0) + first.from);
  range.setEnd(last.node, Math.min(end, last.end) - last.at + last.from);
  return range;
}

// What is selected in the story: { start, end, exact, range }, blanks at both ends left out; null when nothing is.
export function readSelection() {
  const selection = getSelection();
  const story = findStory();
  if (!story || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(story) || !story.contains(range.startContainer)) return null;
  const pieces = allPieces();
  let start = placeOf(pieces, range.startContainer, range.startOffset, true);
  let end = placeOf(pieces, range.endContainer, range.endOffset, false);
  if (start === null || end === null || start >= end) return null;
  const exact = textBetween(start, end);
  start += exact.length - exact.trimStart().length;
  end -= exact.length - exact.trimEnd().length;
  return start < end ? { start, end, exact: exact.trim(), range } : null;
}

// The words that a card beside the story is about: { start, end, exact }.
export function placeOfElement(element) {
  const block = element?.closest("[data-at]");
  if (!block) return null;
  const inside = piecesOf(block).filter((piece) => element.contains(piece.node));
  if (!inside.length) return null;
  const [start, end] = [inside[0].at, inside.at(-1).end];
  return { start, end, exact: textBetween(start, end) };
}
