import { expect, test } from "vitest";
import { html } from "./html.ts";

test("texts are escaped, also in attributes, and markup is inserted unchanged", () => {
  const { text } = html`<p title="${`"A" & 'B'`}">${"<script>"}${html`<b>${"<i>"}</b>`}</p>`;
  expect(text).toBe(
    `<p title="&#34;A&#34; &#38; &#39;B&#39;">&#60;script&#62;<b>&#60;i&#62;</b></p>`,
  );
});

test("absent parts add nothing, and lists add each of their parts", () => {
  const parts = ["a", "b"].map((text) => html`<i>${text}</i>`);
  expect(html`<b>${parts}${undefined}${false}</b>`.text).toBe("<b><i>a</i><i>b</i></b>");
});
