// Notes beside their words, where the page is wide enough; elsewhere they stand below the story, in its order.

const WIDE = matchMedia("(min-width: 88rem)");
const GAP = 10;

// The bar grows a second line when it has more to say; what sticks below it has to know.
const barSize = new ResizeObserver(([bar]) => {
  document.documentElement.style.setProperty("--bar-height", `${bar.target.offsetHeight}px`);
});

export function placeMargin() {
  barSize.disconnect();
  const bar = document.getElementById("standing");
  if (bar) barSize.observe(bar);
  const margin = document.getElementById("margin");
  if (!margin) return;
  const story = document.getElementById("story");
  margin.classList.toggle("placed", WIDE.matches);
  let reached = 0;
  const top = margin.getBoundingClientRect().top;
  for (const note of margin.querySelectorAll(".beside")) {
    note.style.top = "";
    if (!WIDE.matches) continue;
    const words = document.getElementById(note.dataset.for);
    const wanted = words ? words.getBoundingClientRect().top - top : reached;
    const place = Math.max(wanted, reached);
    note.style.top = `${place}px`;
    reached = place + note.offsetHeight + GAP;
  }
  margin.style.minHeight = WIDE.matches ? `${reached}px` : "";
  if (story) story.classList.toggle("with-margin", WIDE.matches && reached > 0);
}

export function start() {
  placeMargin();
  WIDE.addEventListener("change", placeMargin);
  document.fonts?.ready.then(placeMargin);
}
