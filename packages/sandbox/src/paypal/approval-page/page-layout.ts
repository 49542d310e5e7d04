import { type Html, html } from "./html.ts";
import { styleElement } from "./page-style.ts";
import type { PageTexts } from "./texts.ts";

interface PageContent {
  readonly title: string;
  readonly main: Html;
  /** Below the page, such as the test controls. */
  readonly after?: Html;
}

/** A whole document, with the mark that no money moves. */
export function layOutPage(texts: PageTexts, { title, main, after }: PageContent): string {
  return html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – PayPal sandbox</title>
        ${styleElement}
      </head>
      <body>
        <header>
          <p class="brand">PayPal sandbox</p>
          <p class="mark">${texts.simulated}</p>
        </header>
        ${main} ${after}
      </body>
    </html>`.text;
}
