// The story's page made quicker: everything here also works without it, as forms and links. One module a matter.

import { setCurrent, items } from "./story/cursor.js";
import { start as keepDrafts } from "./story/drafts.js";
import "./story/deeds.js";
import { start as takeDrops } from "./story/drop.js";
import { start as listenForKeys } from "./story/keys.js";
import { start as placeNotes } from "./story/margin.js";
import { findStory, tell } from "./story/page.js";
import { makeTabs } from "./story/panel.js";
import { start as callIn } from "./story/presence.js";
import { start as offerDeeds } from "./story/toolbar.js";

makeTabs();
keepDrafts();
listenForKeys();
if (findStory()) {
  placeNotes();
  offerDeeds();
  takeDrops();
  callIn();
  setCurrent(location.hash ? null : items()[0], { focus: false, scroll: false });
}

// After the words were saved the page is a new one: what happened is said, and the focus is where it is said.
const said = document.getElementById("said");
if (said?.textContent.trim()) {
  said.tabIndex = -1;
  said.focus({ preventScroll: true });
  tell(said.textContent.trim().replace(/\s+/g, " "));
}
document.documentElement.dataset.ready = "yes";
