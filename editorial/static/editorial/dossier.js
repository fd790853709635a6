// Ordering a dossier by the arrow keys or by dragging. Without this, the buttons beside each item do it.

const list = document.querySelector("ol.items");
const form = document.getElementById("order-form");
const said = document.getElementById("moved");
let waiting;
let kept = "";

const keys = () => [...list.querySelectorAll("li[data-key]")].map((item) => item.dataset.key).join(",");

async function save() {
  const order = keys();
  if (order === kept) return;
  form.elements.order.value = order;
  try {
    const response = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
    // Done, the page would lead back to itself; anything else is a refusal.
    if (response.type !== "opaqueredirect") throw new Error();
    kept = order;
    said.textContent += " Saved.";
  } catch {
    said.textContent = "The order was not saved. Load the page again: somebody else may have changed this dossier.";
  }
}

function tell(item) {
  const items = [...list.querySelectorAll("li[data-key]")];
  said.textContent = `Now number ${items.indexOf(item) + 1} of ${items.length}.`;
  clearTimeout(waiting);
  waiting = setTimeout(save, 600);
}

function move(item, step) {
  const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (step < 0) other.before(item); else other.after(item);
  item.querySelector(".grip").focus();
  tell(item);
}

function start() {
  let held = null;
  kept = keys();
  for (const item of list.querySelectorAll("li[data-key]")) {
    const grip = item.querySelector(".grip");
    grip.hidden = false;
    grip.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      move(item, step);
    });
    grip.addEventListener("pointerdown", () => { item.draggable = true; });
    grip.addEventListener("pointerup", () => { item.draggable = false; });
    item.addEventListener("dragstart", (event) => {
      held = item;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", item.dataset.key);
      item.classList.add("held");
    });
    item.addEventListener("dragover", (event) => {
      if (!held) return;
      event.preventDefault();
      if (held === item) return;
      const box = item.getBoundingClientRect();
      if (event.clientY < box.top + box.height / 2) item.before(held); else item.after(held);
    });
    item.addEventListener("drop", (event) => event.preventDefault());
    item.addEventListener("dragend", () => {
      item.draggable = false;
      item.classList.remove("held");
      held = null;
      tell(item);
    });
  }
}

if (list && form) start();
