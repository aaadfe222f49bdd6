// <sapar-keys>: a few keys for people who live on this page all day. Off while typing.
const TYPING = "input, textarea, select, [contenteditable]";
const SEQUENCE_MS = 1200;

// By place on the keyboard, not by letter: with a Cyrillic layout the key "l" types "д".
function named(event) {
  if (event.code.startsWith("Key")) return event.code.slice(3).toLowerCase();
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  return event.key;
}

class SaparKeys extends HTMLElement {
  #previous = "";
  #at = 0;

  connectedCallback() {
    document.addEventListener("keydown", this);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
  }

  handleEvent(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
    const key = named(event);
    const pair = event.timeStamp - this.#at < SEQUENCE_MS ? this.#previous + key : key;
    this.#previous = key;
    this.#at = event.timeStamp;
    if (this.press(pair) || this.press(key)) {
      event.preventDefault();
      this.#previous = "";
    }
  }

  press(keys) {
    const actions = {
      "/": () => document.getElementById("global-search")?.focus(),
      "?": () => this.showHelp(),
      gh: () => location.assign(this.dataset.home),
      ll: () => document.getElementById("lock-form")?.requestSubmit(),
    };
    if (!Object.hasOwn(actions, keys)) return false;
    actions[keys]();
    return true;
  }

  showHelp() {
    this.hidden = false;
    const dialog = this.querySelector("dialog");
    if (!dialog.open) dialog.showModal();
  }
}

customElements.define("sapar-keys", SaparKeys);
