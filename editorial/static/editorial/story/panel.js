// The parts beside the story as tabs.

import { findPanel } from "./page.js";

export function showPart(id) {
  const parts = [...findPanel().querySelectorAll(".panel-part")];
  if (!parts.some((part) => part.id === id)) return null;
  for (const part of parts) part.hidden = part.id !== id;
  for (const tab of findPanel().querySelectorAll(".tabs a")) {
    tab.setAttribute("aria-selected", String(tab.hash === `#${id}`));
    tab.tabIndex = tab.hash === `#${id}` ? 0 : -1;
  }
  return id === "links" ? loadProposals() : null;
}

export const shownPart = () => findPanel()?.querySelector(".panel-part:not([hidden])") ?? null;

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

export function partOf(hash) {
  const target = hash.length > 1 ? document.getElementById(hash.slice(1)) : null;
  return target?.closest(".panel-part")?.id;
}

export function makeTabs(wanted) {
  const panel = findPanel();
  const list = panel?.querySelector(".tabs");
  if (!list) return;
  panel.classList.add("tabbed");
  list.setAttribute("role", "tablist");
  for (const tab of list.querySelectorAll("a")) {
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", tab.hash.slice(1));
    tab.onclick = (event) => {
      event.preventDefault();
      history.replaceState(null, "", location.pathname + location.search + tab.hash);
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
  const there = document.getElementById(wanted)?.id; // the part may have gone with its last item
  showPart(wrong ?? there ?? partOf(location.hash) ?? "names");
}

window.addEventListener("hashchange", () => {
  const id = partOf(location.hash);
  if (!id) return;
  showPart(id);
  document.getElementById(location.hash.slice(1)).scrollIntoView({ block: "nearest" });
});
