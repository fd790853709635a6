// Django's completion fields show a box of their own in the place of the labelled one, and do not pass the
// label on: say it to those who cannot see where the box stands. Boxes appear when the page is ready, in rows
// that are added, and for as long as one is open; so it is their appearing that is watched.

// In a row of a table the column's heading is the label.
function findHeading(select) {
  const cell = select?.closest("td");
  return cell?.closest("table").querySelectorAll("thead th")[cell.cellIndex];
}

function nameBox(select) {
  const label = (select?.labels?.[0] ?? findHeading(select))?.textContent.replace(/:\s*$/, "").trim();
  if (!label) return;
  const box = select.nextElementSibling;
  const dropdowns = box.matches(".select2-container--open") ? document.querySelectorAll("body > .select2-container") : [];
  for (const place of [box, ...dropdowns]) {
    for (const part of place.querySelectorAll("[role=combobox], [role=textbox], input")) {
      part.setAttribute("aria-label", label);
    }
  }
}

function nameBoxes(records) {
  const appeared = records.flatMap((record) => [...record.addedNodes]);
  if (!appeared.some((node) => node.nodeType === Node.ELEMENT_NODE && node.matches(".select2-container"))) return;
  for (const box of document.querySelectorAll("select.admin-autocomplete + .select2-container")) {
    nameBox(box.previousElementSibling);
  }
}

// A field of several puts its button for emptying into the list of what was chosen, where only items may stand.
function tidyLists(records) {
  for (const { target } of records) {
    const button = target.matches?.("ul.select2-selection__rendered") ? target.querySelector(":scope > .select2-selection__clear") : null;
    if (!button) continue;
    const item = document.createElement("li");
    button.replaceWith(item);
    item.append(button);
  }
}

new MutationObserver(nameBoxes).observe(document.body, { childList: true, subtree: true });
new MutationObserver(tidyLists).observe(document.body, { childList: true, subtree: true });
for (const list of document.querySelectorAll("ul.select2-selection__rendered")) tidyLists([{ target: list }]);
