// The parts of the page that the other modules share. They are looked up anew each time: answers replace them.

export const findStory = () => document.getElementById("story-text");
export const findForm = () => document.getElementById("story-form");
export const findPanel = () => document.querySelector(".panel");

const live = document.getElementById("live");

// What happened, for those who hear the page. The same sentence twice would not be read out, so it is emptied first.
export function tell(sentence) {
  if (!live) return;
  live.textContent = "";
  requestAnimationFrame(() => { live.textContent = sentence; });
}

// The same for those who see it, when no answer of the server brought a message.
export function show(sentence, again = null) {
  const box = document.getElementById("said");
  const note = document.createElement("p");
  note.className = "errornote";
  note.textContent = sentence;
  if (again) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = "Try again";
    button.onclick = () => { note.remove(); again(); };
    note.append(" ", button);
  }
  box.replaceChildren(note);
  tell(sentence);
}

export function isTyping(element) {
  return Boolean(element?.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], .select2-container, dialog"));
}

// A sign-in in another tab renews the token: the page's forms take the one that the browser holds now.
export function renewToken(data) {
  const token = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1];
  if (token) data.set("csrfmiddlewaretoken", token);
  return data;
}

export const keptHere = `dateline-words-${location.pathname}`;
