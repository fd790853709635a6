/* Filters a list of links while somebody types. Without this module the form asks the server for the same. */

const DENSE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u; // written without spaces

for (const form of document.querySelectorAll("form[data-filter]")) {
  const input = form.querySelector("input[name=find]");
  const list = document.getElementById(form.dataset.filter);
  const status = form.parentElement.querySelector("[role=status]");
  if (!list || !status || input.value) continue; // the server has filtered already: what it left out is not here
  const rows = [...list.children].map((row) => ({ row, words: fold(row.querySelector("bdi").textContent), on: row.matches(".on") }));

  input.addEventListener("input", () => {
    const asked = fold(input.value);
    let shown = 0;
    for (const { row, words, on } of rows) {
      row.hidden = !on && !asked.every((one) => words.some((word) => (DENSE.test(one) ? word.includes(one) : word.startsWith(one))));
      if (!row.hidden) shown += 1;
    }
    status.textContent = `${shown} ${shown === 1 ? status.dataset.one : status.dataset.many}`;
  });
}

function fold(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFKC").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
