// Comfort only: every page works without this file.
import "./idle-lock.js";
import "./keys.js";
import "./letters.js";
import "./once.js";
import "./picture.js";

// After a refused form the reader starts at the list of problems, after a search at what was found: each once,
// on a new page and where a part of the page was exchanged.
const startThere = () => {
  const place = document.querySelector('[data-focus=""]:not(.gallery-item *)');
  if (!place) return;
  place.dataset.focus = "done";
  place.focus();
};
startThere();
document.addEventListener("htmx:after:settle", startThere);

// One open menu at a time; Escape and a click elsewhere close it.
const menus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
