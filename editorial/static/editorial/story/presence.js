// Who else has this story open. Asked when the page opens and every quarter of a minute while it is looked at.

import { isDirty } from "./drafts.js";
import { renewToken } from "./page.js";

const EVERY = 15_000;
let active = true;
let said = "";

async function call(left = false) {
  const place = document.getElementById("others");
  if (!place || (document.hidden && !left)) return;
  const body = renewToken(new URLSearchParams());
  if (active) body.set("active", "1");
  if (isDirty()) body.set("writing", "1");
  if (left) body.set("left", "1");
  active = false;
  try {
    const response = await fetch(place.dataset.src, { method: "POST", body, redirect: "manual", keepalive: left });
    if (left || !response.ok) return;
    const { others, token } = await response.json();
    const standing = document.getElementById("standing");
    const moved = standing && Number(standing.dataset.token) < token;
    const sentence = [others, moved ? "This story was worked on since; your next step shows it." : ""].filter(Boolean).join(". ");
    if (sentence !== said) place.textContent = said = sentence; // a status: only news is read out
  } catch { /* the next call may come through */ }
}

export function start() {
  for (const kind of ["keydown", "pointerdown", "scroll"]) addEventListener(kind, () => { active = true; }, { passive: true });
  call();
  setInterval(call, EVERY);
  addEventListener("pagehide", () => call(true));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) call(); });
}
