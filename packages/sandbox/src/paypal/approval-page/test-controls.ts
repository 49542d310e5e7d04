import { type Html, html } from "./html.ts";
import { endings, type PageTexts } from "./texts.ts";

/** The choices that PayPal's page does not have: fields of the form with this id. */
export function testControls(form: string, { controls }: PageTexts): Html {
  const options = endings.map(
    (ending) => html`<option value="${ending}">${controls.endings[ending]}</option>`,
  );
  return html`<aside aria-labelledby="controls">
    <h2 id="controls">${controls.title}</h2>
    <p>${controls.hint}</p>
    <div class="controls">
      <label
        >${controls.ending}
        <select name="ending" form="${form}">
          ${options}
        </select></label
      >
      <label class="check"
        ><input type="checkbox" name="capture_in_browser" value="yes" form="${form}" />
        <span>${controls.captureInBrowser}</span></label
      >
    </div>
  </aside>`;
}
