import { type Html, html } from "./html.ts";
import { layOutPage } from "./page-layout.ts";
import type { PageMessage, PageTexts } from "./texts.ts";

interface MessageDetails {
  readonly orderId: string;
  readonly report?: Html;
}

/** A page with a message and no form. */
export function messagePage(
  texts: PageTexts,
  message: PageMessage,
  { orderId, report }: MessageDetails,
): string {
  const { title, text } = texts.messages[message];
  const main = html`<main>
    <h1>${title}</h1>
    <div class="card">
      <p>${text}</p>
      ${orderId && html`<p class="quiet">${texts.orderId} ${orderId}</p>`}
    </div>
  </main>`;
  return layOutPage(texts, { title, main, ...(report && { after: report }) });
}
