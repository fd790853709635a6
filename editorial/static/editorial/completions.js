// Django's completion fields show a box of their own in the place of the labelled one, and do not pass the
// label on: say it to those who cannot see where the box stands.

function nameBoxes() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = select.labels[0]?.textContent.replace(/:\s*$/, "").trim();
    const box = select.nextElementSibling;
    if (!label || !box?.matches(".select2-container")) continue;
    for (const part of box.querySelectorAll("[role=combobox], [role=textbox], input")) {
      part.setAttribute("aria-label", label);
    }
  }
}

addEventListener("load", nameBoxes);
document.addEventListener("formset:added", () => setTimeout(nameBoxes)); // after Django has made the box
