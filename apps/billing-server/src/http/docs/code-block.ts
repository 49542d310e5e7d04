import { html } from "hono/html";
import type { Html } from "./html.ts";

/** A text to read and copy; `label` names it. The button is shown where scripts run. */
export const codeBlock = (label: string, text: string): Html =>
  html`<figure class="code">
    <figcaption>
      <span>${label}</span><button type="button" data-copy hidden>Copy</button>
    </figcaption>
    <pre tabindex="0" aria-label="${label}"><code>${text}</code></pre>
  </figure>`;
