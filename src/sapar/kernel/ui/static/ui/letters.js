// <sapar-letters for="id">: keys for letters that many keyboards of the region lack.
const LETTERS = ["ң", "ө", "ү", "қ", "ғ", "ә", "і", "ұ", "һ", "ҳ", "ҷ", "ӯ", "ӣ", "ў", "ʻ"];
let lastField = null;

document.addEventListener("focusin", (event) => {
  if (event.target.matches('input[type="text"], input[type="search"], input:not([type]), textarea')) lastField = event.target;
});

class SaparLetters extends HTMLElement {
  connectedCallback() {
    if (this.childElementCount) return;
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", this.dataset.label || "ң ө ү");
    for (const letter of LETTERS) {
      const key = document.createElement("button");
      key.type = "button";
      key.tabIndex = -1;
      key.textContent = letter;
      // The field must keep the caret: pressing a key may not take the focus away.
      key.addEventListener("pointerdown", (event) => event.preventDefault());
      key.addEventListener("click", (event) => this.type(event.shiftKey ? letter.toUpperCase() : letter));
      this.append(key);
    }
  }

  type(letter) {
    const named = this.getAttribute("for");
    const field = named ? document.getElementById(named) : lastField;
    if (!field) return;
    field.focus();
    const start = field.selectionStart ?? field.value.length;
    const isWordStart = start === 0 || /[\s-]/.test(field.value[start - 1]);
    const text = isWordStart && this.hasAttribute("for") ? letter.toUpperCase() : letter;
    field.setRangeText(text, start, field.selectionEnd ?? start, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

customElements.define("sapar-letters", SaparLetters);
