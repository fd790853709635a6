// A story dragged onto words of this one, or onto the links, makes the link form: from the proposals, from the links,
// from a list of search results or a reader's page in another window. Without a mouse: select words, then `l`.

import { findStory, tell } from "./page.js";
import { showPart } from "./panel.js";
import { placeAt, rangeOf, readSelection, textBetween } from "./places.js";
import { fill, hide } from "./toolbar.js";
import * as words from "./words.js";

const LINKS = "#links, .tabs a[href='#links']";
const MARK = "drop-here";
const AT_DESK = /\/archive\/article\/(\d+)\//;
const AT_READERS = /^\/articles\/([0-9a-z]{10})(?:\/|$)/;

let chosen = null; // what was selected before the drag: pressing the mouse may have ended it
let cut = null; // the story's words, while a drag lasts

const isStory = (event) => event.dataTransfer?.types.includes("text/uri-list");

// The words under the pointer: those selected before, else a marked name or check or note, else the word itself.
function findWords(event) {
  const at = placeAt(event.clientX, event.clientY);
  if (at === null) return null;
  if (chosen && chosen.start <= at && at <= chosen.end) return chosen;
  cut ??= words.cutWords();
  const found = words.markedAt(event.target) ?? cut.find((word) => word.start <= at && at <= word.end);
  return found ? { start: found.start, end: found.end, exact: textBetween(found.start, found.end) } : null;
}

function light(event) {
  const inStory = findStory()?.contains(event.target);
  const found = inStory ? findWords(event) : null;
  const range = found && rangeOf(found.start, found.end);
  if (range && globalThis.Highlight) CSS.highlights.set(MARK, new Highlight(range)); else globalThis.CSS?.highlights?.delete(MARK);
  const panel = event.target.closest?.(LINKS);
  for (const each of document.querySelectorAll(`.${MARK}`)) each.classList.toggle(MARK, each === panel);
  panel?.classList.add(MARK);
  if (panel?.matches("a")) showPart("links");
  return found ?? panel;
}

function darken() {
  globalThis.CSS?.highlights?.delete(MARK);
  for (const each of document.querySelectorAll(`.${MARK}`)) each.classList.remove(MARK);
  cut = null;
}

// The story that was dropped: { id, title }; null when it is none of this archive.
async function readStory(data, select) {
  const address = data.getData("text/uri-list").split("\n").find((line) => line && !line.startsWith("#"))?.trim();
  const title = new DOMParser().parseFromString(data.getData("text/html"), "text/html").body.textContent.trim();
  const url = URL.canParse?.(address) ? new URL(address) : null;
  if (url?.origin !== location.origin) return null;
  const id = url.pathname.match(AT_DESK)?.[1];
  if (id) return { id, title: title || `Story ${id}` };
  const ref = url.pathname.match(AT_READERS)?.[1];
  if (!ref) return null;
  const asked = new URLSearchParams({
    term: ref,
    app_label: select.dataset.appLabel,
    model_name: select.dataset.modelName,
    field_name: select.dataset.fieldName,
  });
  try {
    const response = await fetch(`${select.getAttribute("data-ajax--url")}?${asked}`);
    const { results } = await response.json();
    return results.length ? { id: results[0].id, title: results[0].text } : null;
  } catch { return null; }
}

async function receive(data, found) {
  const form = document.querySelector("#links form.add");
  const select = document.getElementById("link-target");
  if (!form || !select) return tell("Your role links no stories.");
  const story = await readStory(data, select);
  if (!story) return tell("Only a story of this archive can be linked: drop its headline.");
  hide();
  words.stop();
  await showPart("links");
  form.reset();
  fill("link", found ?? { exact: "", start: "", end: "" }, "words");
  select.replaceChildren(new Option(story.title, story.id, true, true));
  globalThis.django?.jQuery?.(select).trigger("change");
  const kind = document.getElementById(`kind-${story.id}`)?.value; // of a proposal, with its reason
  const type = document.getElementById("link-type");
  const isKnown = [...type.options].some((option) => option.value === kind);
  if (isKnown) type.value = kind;
  document.getElementById("link-reason").value = document.getElementById(`why-${story.id}`)?.value ?? "";
  form.scrollIntoView({ block: "nearest" });
  (kind && !isKnown ? type : document.getElementById("link-reason")).focus();
  return tell(found ? "The link from these words is ready: say how and why, then press Ctrl and Enter." : "The link is ready: say how and why, then press Ctrl and Enter.");
}

export function start() {
  if (!document.querySelector("#links form.add")) return;
  document.addEventListener("pointerdown", () => { chosen = readSelection(); }, true);
  document.addEventListener("dragover", (event) => {
    if (!isStory(event) || !light(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "link";
  });
  document.addEventListener("drop", (event) => {
    if (!isStory(event)) return;
    const there = light(event);
    darken();
    if (!there) return;
    event.preventDefault();
    receive(event.dataTransfer, there.exact ? there : null);
  });
  document.addEventListener("dragend", darken);
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) darken(); });
}
