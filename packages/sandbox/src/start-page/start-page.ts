import { type Html, html } from "../paypal/approval-page/html.ts";
import { pageResponse } from "../paypal/approval-page/page-response.ts";
import { styleElement } from "../paypal/approval-page/page-style.ts";

/** What a person finds at the root of a port. */
export interface StartPage {
  readonly name: string;
  /** Sentences. */
  readonly about: string;
  /** Paths or URLs with what is there. */
  readonly links: Readonly<Record<string, string>>;
  /** Shell commands to try. */
  readonly commands: readonly string[];
}

/** Adds a page for persons at `GET /`; any other request is unchanged. */
export const withStartPage =
  (page: StartPage, answer: (request: Request) => Promise<Response>) =>
  async (request: Request): Promise<Response> =>
    request.method === "GET" && new URL(request.url).pathname === "/"
      ? pageResponse(200, layOut(page))
      : answer(request);

function layOut({ name, about, links, commands }: StartPage): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${name} – sandbox</title>
        ${styleElement}
      </head>
      <body>
        <header>
          <p class="brand">${name}</p>
          <p class="mark">Simulated. No money moves.</p>
        </header>
        <main>
          <h1>${name} of the sandbox</h1>
          <div class="card">
            <p>${about}</p>
            <ul>
              ${Object.entries(links).map(([href, text]) => link(href, text))}
            </ul>
          </div>
          <div class="card">
            <h2>Try it</h2>
            ${commands.map((command) => html`<p><code>${command}</code></p>`)}
          </div>
        </main>
      </body>
    </html>`.text;
}

const link = (href: string, text: string): Html => html`<li><a href="${href}">${text}</a></li>`;
