// <sapar-idle-lock minutes form>: on a shared computer an unattended page locks itself.
// The server locks idle sessions too; this hides what is on the screen in time.
const WARNING_S = 30;
const ACTIVITY = ["pointerdown", "pointermove", "keydown", "scroll", "touchstart"];

class SaparIdleLock extends HTMLElement {
  #lastActive = Date.now();
  #lastSign = Date.now();
  #timer = 0;
  #dialog = null;

  connectedCallback() {
    for (const kind of ACTIVITY) addEventListener(kind, this, { passive: true });
    this.#timer = setInterval(() => this.check(), 1000);
  }

  disconnectedCallback() {
    for (const kind of ACTIVITY) removeEventListener(kind, this);
    clearInterval(this.#timer);
  }

  handleEvent() {
    if (this.#dialog) return;
    this.#lastActive = Date.now();
    this.keepAlive();
  }

  // The server counts requests, not keys: without a sign of life a long form would be sent into a locked session.
  keepAlive() {
    const address = this.getAttribute("alive");
    if (!address || Date.now() - this.#lastSign < this.minutes * 20_000) return;
    this.#lastSign = Date.now();
    fetch(address, { cache: "no-store", credentials: "same-origin" }).catch(() => {});
  }

  get minutes() {
    return Number(this.getAttribute("minutes"));
  }

  // Wall-clock time, not counted ticks: a laptop that slept must lock when it wakes.
  check() {
    const left = this.minutes * 60 - (Date.now() - this.#lastActive) / 1000;
    if (left <= 0) this.lock();
    else if (left <= WARNING_S && !this.#dialog) this.warn();
  }

  warn() {
    this.#dialog = document.createElement("dialog");
    const words = document.createElement("p");
    words.textContent = this.dataset.warning;
    const stay = document.createElement("button");
    stay.className = "button button-primary";
    stay.textContent = this.dataset.stay;
    stay.addEventListener("click", () => this.#dialog.close());
    this.#dialog.append(words, stay);
    this.#dialog.addEventListener("close", () => this.stay());
    this.append(this.#dialog);
    this.#dialog.showModal();
  }

  stay() {
    this.#dialog.remove();
    this.#dialog = null;
    this.#lastActive = Date.now();
  }

  lock() {
    clearInterval(this.#timer);
    document.body.hidden = true;
    document.getElementById(this.getAttribute("form"))?.requestSubmit();
  }
}

customElements.define("sapar-idle-lock", SaparIdleLock);
