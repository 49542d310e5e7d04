import { html } from "hono/html";
import { codeBlock } from "./code-block.ts";
import type { DocsSettings } from "./docs-settings.ts";
import type { Html } from "./html.ts";

const client = `import {
  createBillingClient,
} from "@onekonsole/billing-client";

const billing = createBillingClient({
  url: BILLING_URL,
  token: () => TOKEN,
});`;

/** How to call the service, and where the page takes its token from. */
export const startSection = (settings: DocsSettings): Html =>
  html`<section class="entry" id="start" aria-labelledby="start-title">
    <div class="about">
      <h2 id="start-title">Getting started</h2>
      <p>
        Every procedure is called over tRPC at <code>/trpc/NAME</code>, preferably with the client
        <code>@onekonsole/billing-client</code>. Some have a REST route as well, which
        <a href="/openapi.json">/openapi.json</a> describes for generators.
      </p>
      <p>
        Send the user's access token as <code>Authorization: Bearer …</code>. Every response has an
        <code>X-Request-Id</code>; quote it to support. Each <code>amount</code> is what is charged,
        with VAT. A create with an idempotency key may be repeated: it returns the same order.
      </p>
    </div>
    <div class="samples">
      ${codeBlock("Shell", "BILLING_URL=https://billing.example.org\nTOKEN=…")}
      ${codeBlock("TypeScript", client)}${settings.canTry ? tokenForm(settings) : ""}
    </div>
  </section>`;

/** The token of the requests that the page sends; the script keeps it in memory only. */
const tokenForm = ({ issuer }: DocsSettings): Html =>
  html`<form
    class="try"
    id="token-form"
    aria-label="Token of the requests"
    data-issuer="${issuer ?? ""}"
    hidden
  >
    <h3>Try it with a token</h3>
    <p>
      ${
        issuer === null
          ? "This service has no issuer: requests need no token."
          : "Choose a user of the simulated issuer, or paste a token. It stays in this page only."
      }
    </p>
    <label for="token-user" hidden>User</label>
    <select id="token-user" hidden></select>
    <label for="token">Token</label>
    <input id="token" type="password" autocomplete="off" spellcheck="false" />
    <output></output>
  </form>`;
