// A form that comes back with something wrong: the keyboard stands in the first field that has to be mended.
// At `load`, because a script of the admin's own puts the focus into the first field of a new record before that.

addEventListener("load", () => {
  const field = [...document.querySelectorAll("#content [aria-invalid=true]")].find((each) => each.checkVisibility() && !each.matches(".select2-hidden-accessible"));
  if (field) { field.focus(); return; }
  const note = document.querySelector("#content .errornote, #content .errorlist");
  if (!note) return;
  note.tabIndex = -1;
  note.focus();
});
