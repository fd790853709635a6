/* Completions under the search boxes: the ARIA combobox pattern with a list. Without this module the boxes are plain
   fields, and nothing is lost. */

const WAIT = 140; // milliseconds of rest before asking
const SHORTEST = 1; // characters: one of Korean or Chinese says much
let boxes = 0;

for (const input of document.querySelectorAll("input[data-suggest]")) new Box(input);

function Box(input) {
  const id = `offers-${++boxes}`;
  const list = make("ul", { id, class: "offers", role: "listbox", "aria-label": "Suggestions" });
  const said = make("span", { class: "unseen", "aria-live": "polite" });
  list.hidden = true;
  let asked = "", timer = 0, request = null, at = -1;

  input.type = "text"; // a search field may not be a combobox; enterkeyhint keeps the key of the screen keyboard
  set(input, {
    role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list",
    "aria-haspopup": "listbox", enterkeyhint: "search", autocapitalize: "none", spellcheck: "false",
  });
  input.form.append(list, said);

  input.addEventListener("input", (event) => { if (!event.isComposing) later(); });
  input.addEventListener("compositionend", later);
  input.addEventListener("keydown", steer);
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // keep the caret in the box
  list.addEventListener("click", (event) => go(event.target.closest("[role=option]")));
  list.addEventListener("pointermove", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose([...list.children].indexOf(option), false);
  });

  function later() {
    clearTimeout(timer);
    request?.abort();
    choose(-1); // what was chosen was chosen for other letters
    const typed = input.value.trim();
    if (typed.length < SHORTEST) { asked = ""; close(); return; }
    timer = setTimeout(() => ask(typed), WAIT);
  }

  async function ask(typed) {
    if (typed === asked && list.children.length) { open(); return; }
    request = new AbortController();
    try {
      const address = new URL(input.dataset.suggest, location.href);
      address.searchParams.set("q", typed.slice(0, 100));
      const answer = await fetch(address, { signal: request.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) { close(); return; }
      const { offers } = await answer.json();
      if (input.value.trim() !== typed || document.activeElement !== input) return;
      asked = typed;
      show(offers);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function show(offers) {
    at = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...offers.map((offer, place) => {
      const option = make("li", { id: `${id}-${place}`, role: "option", "aria-selected": "false", "data-href": offer.href });
      const name = make("bdi", offer.language ? { lang: offer.language, class: "offer" } : { class: "offer" }, offer.name);
      const count = offer.count === 1 ? "1 story" : offer.count ? `${offer.count} stories` : "";
      const facts = offer.kind === "story" ? "story" : [offer.kind, count].filter(Boolean).join(", ");
      option.append(name);
      if (offer.also) option.append(" ", make("bdi", { class: "alias" }, offer.also));
      option.append(" ", make("span", { class: "gist" }, facts));
      return option;
    }));
    said.textContent = offers.length
      ? `${offers.length} ${offers.length === 1 ? "suggestion" : "suggestions"}, use the arrow keys`
      : "No suggestions";
    if (offers.length) open(); else close(true);
  }

  function open() { list.hidden = false; input.setAttribute("aria-expanded", "true"); }

  function close(keepSaid) {
    clearTimeout(timer);
    list.hidden = true;
    choose(-1);
    input.setAttribute("aria-expanded", "false");
    if (keepSaid !== true) said.textContent = "";
  }

  function choose(place, scroll = true) {
    at = place;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
    const option = list.children[place];
    if (!option) { input.removeAttribute("aria-activedescendant"); return; }
    input.setAttribute("aria-activedescendant", option.id);
    if (scroll) option.scrollIntoView({ block: "nearest" });
  }

  function go(option) { if (option) location.assign(option.dataset.href); }

  function steer(event) {
    if (event.isComposing) return;
    const many = list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!many) return;
      event.preventDefault();
      if (list.hidden) open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(at < 0 ? (step > 0 ? 0 : many - 1) : at + step >= many || at + step < 0 ? -1 : at + step);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      request?.abort();
      close();
    } else if (event.key === "Enter" && !list.hidden && at >= 0) {
      event.preventDefault();
      go(list.children[at]);
    } else if (event.key === "Tab") close();
  }
}

function make(name, attributes, text = "") {
  const element = document.createElement(name);
  set(element, attributes);
  element.textContent = text;
  return element;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
