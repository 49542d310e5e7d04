import { buttonLabel, localeChanges } from "./button-labels.js";

// Adopted style sheets need no `style-src` in the page's policy. The colors are the simulator's own.
const style = new CSSStyleSheet();
style.replaceSync(`
  :host { display: block; } :host([hidden]) { display: none; }
  button { width: 100%; min-height: 2.75rem; padding: .5rem 1rem; border-radius: .5rem; cursor: pointer;
    border: 1px solid #0b5c4b; background: #0b5c4b; color: #fff; font: 600 1rem/1.4 system-ui, sans-serif; }
  button:disabled { cursor: not-allowed; background: #e3e6ea; border-color: #8a929d; color: #555d68; }
  button:focus-visible { outline: 3px solid #c25e00; outline-offset: 2px; }
`);

/** The `<paypal-button>` element: `type` chooses the label, `disabled` suppresses clicks. */
class PayPalButton extends HTMLElement {
  static observedAttributes = ["type", "disabled"];
  #button = document.createElement("button");
  #render = () => {
    this.#button.textContent = buttonLabel(this.getAttribute("type"));
    this.#button.disabled = this.disabled;
  };

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    root.adoptedStyleSheets = [style];
    this.#button.type = "button";
    root.append(this.#button);
    this.addEventListener("click", (event) => this.disabled && event.stopImmediatePropagation(), {
      capture: true,
    });
  }

  connectedCallback() {
    localeChanges.addEventListener("change", this.#render);
    this.#render();
  }

  disconnectedCallback() {
    localeChanges.removeEventListener("change", this.#render);
  }

  attributeChangedCallback() {
    this.#render();
  }

  /** @returns {string} */
  get type() {
    return this.getAttribute("type") ?? "pay";
  }

  set type(value) {
    this.setAttribute("type", value);
  }

  /** @returns {boolean} */
  get disabled() {
    return this.hasAttribute("disabled");
  }

  /** @param {boolean | undefined} value React sets `undefined`. */
  set disabled(value) {
    this.toggleAttribute("disabled", value === true);
  }
}

if (!customElements.get("paypal-button")) customElements.define("paypal-button", PayPalButton);
