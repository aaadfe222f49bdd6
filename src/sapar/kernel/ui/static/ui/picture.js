// A drawn picture as PNG: the browser paints the SVG of the page on a canvas. Nothing is sent anywhere.
const SCALE = 2;

class Png extends HTMLElement {
  connectedCallback() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button-link";
    button.textContent = this.dataset.label;
    button.addEventListener("click", () => this.save());
    this.replaceChildren(button);
  }

  async save() {
    const svg = this.closest("figure").querySelector("svg");
    const { width, height } = svg.viewBox.baseVal;
    const copy = svg.cloneNode(true);
    copy.setAttribute("width", width * SCALE);
    copy.setAttribute("height", height * SCALE);
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    canvas.getContext("2d").drawImage(image, 0, 0);
    const link = document.createElement("a");
    link.download = "picture.png";
    link.href = canvas.toDataURL("image/png");
    link.click();
  }
}

customElements.define("sapar-png", Png);
