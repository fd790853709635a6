// Files dropped anywhere on the page are sent at once: that only makes a plan. And the page of an upload follows its
// worker until there is something to look at. Without this the field, the button and the link do the same.

const form = document.getElementById("upload-form");
const progress = document.getElementById("progress");
const PAUSE = 1000; // milliseconds between two questions

function megabytes(bytes) {
  return Math.floor(bytes / 1e6);
}

function findFault(files) {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (files.length > Number(form.dataset.mostFiles)) return `These are more than ${form.dataset.mostFiles} files: put them into a ZIP and drop that.`;
  if (size > Number(form.dataset.most)) return `That is ${megabytes(size)} MB, more than the ${megabytes(form.dataset.most)} MB of one upload: upload it in parts.`;
  const empty = files.find((file) => !file.size);
  return empty ? `${empty.name} is empty: there is nothing to read. Ask the sender for it again.` : "";
}

function isFolder(item) {
  return Boolean(item.webkitGetAsEntry?.()?.isDirectory);
}

function startDropping() {
  const field = form.querySelector("input[type=file]");
  const place = document.getElementById("drop");
  const wrong = document.getElementById("wrong");
  let depth = 0; // how many elements deep a drag has entered: leaving a child is not leaving the page
  const check = () => {
    const fault = findFault([...field.files]);
    wrong.textContent = fault;
    return !fault;
  };
  place.querySelector(".droppable").hidden = false;
  field.addEventListener("change", check);
  form.addEventListener("submit", (event) => {
    if (!check()) { event.preventDefault(); field.focus(); return; }
    if (!field.files.length) return;
    form.setAttribute("aria-busy", "true");
    form.querySelector("button.go").textContent = "Sending…";
  });
  addEventListener("pageshow", () => { form.querySelector("button.go").textContent = "Look at it"; });
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragenter", (event) => { if (carriesFiles(event)) { depth += 1; place.classList.add("over"); } });
  addEventListener("dragleave", (event) => { if (carriesFiles(event) && --depth <= 0) { depth = 0; place.classList.remove("over"); } });
  addEventListener("dragover", (event) => { if (carriesFiles(event)) { event.preventDefault(); event.dataTransfer.dropEffect = "copy"; } });
  addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    place.classList.remove("over");
    if ([...event.dataTransfer.items].some(isFolder)) {
      wrong.textContent = "A folder cannot be dropped: put it into a ZIP and drop that.";
      return;
    }
    field.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}

async function follow() {
  const { address, standing, number } = progress.dataset;
  const bar = document.getElementById("bar");
  const said = document.getElementById("said");
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    if (response.redirected || !response.ok) throw new Error();
    const told = await response.json();
    if (told.standing !== standing || String(told.number) !== number) { location.reload(); return; }
    if (said.textContent !== told.sentence) said.textContent = told.sentence;
    if (told.total) { bar.max = told.total; bar.value = told.done; }
    document.getElementById("trouble").textContent = told.trouble;
    document.getElementById("alone").hidden = !told.is_left_alone;
  } catch {
    document.getElementById("trouble").textContent = "The site does not answer just now. The upload goes on without this page.";
  }
  setTimeout(follow, PAUSE);
}

if (form) startDropping();
if (progress) follow();
