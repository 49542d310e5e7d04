import { contractVersion, type ErrorCode, errorCatalog } from "@onekonsole/billing-contract";
import { html, raw } from "hono/html";
import { tags } from "../openapi/tags.ts";
import { componentSections } from "./component-sections.ts";
import { docsAssets } from "./docs-assets.ts";
import type { DocsSettings } from "./docs-settings.ts";
import { type Entry, listEntries } from "./entries.ts";
import { entrySection } from "./entry-section.ts";
import { anchoredCode, errorTable } from "./error-table.ts";
import { findComponents } from "./find-components.ts";
import type { Html } from "./html.ts";
import { outgoingSections, outgoingTag } from "./outgoing-section.ts";
import { sidebar } from "./sidebar.ts";
import { startSection } from "./start-section.ts";
import { tryForm } from "./try-form.ts";

/** A page with the policy that it needs. */
interface DocsPage {
  readonly text: string;
  /** Its Content-Security-Policy: its own style sheet and scripts, and with forms, their requests. */
  readonly policy: string;
}

/** Every procedure, route, schema and error on one page, which loads nothing else. */
export function renderDocs(settings: DocsSettings): DocsPage {
  const { style, scripts, policy } = docsAssets(settings);
  const entries = listEntries();
  const components = findComponents(entries);
  // Without a promise in the template, it is a String object.
  const page: { readonly toString: () => string } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>OneKonsole Billing API</title>
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header>
          <p class="brand">OneKonsole Billing <span>API ${contractVersion}</span></p>
          <a href="/openapi.json">OpenAPI</a>
          <button type="button" class="open-contents" popovertarget="contents">Contents</button>
        </header>
        <div class="columns">
          ${sidebar({ entries, components })}
          <main id="main" tabindex="-1">
            <h1>API reference</h1>
            ${startSection(settings)}${groups(entries, settings)}${errorsSection()}
            <section aria-labelledby="schemas-title">
              <h2 id="schemas-title">Schemas</h2>
              ${componentSections(components)}
            </section>
          </main>
        </div>
        ${scripts.map((script) => raw(`<script>${script}</script>`))}
      </body>
    </html> `;
  return { text: page.toString(), policy };
}

const errorsSection = (): Html =>
  html`<section id="errors" aria-labelledby="errors-title">
    <h2 id="errors-title">Errors</h2>
    <p>
      A REST error is <code>{"error", "code"}</code> with its HTTP status: a text for the user, and
      a code for programs. Over tRPC the code is <code>billing_code</code>. Each procedure lists the
      codes that it may return. <code>Retry-After</code> says how long to wait, where it is known.
    </p>
    ${errorTable("All errors", Object.keys(errorCatalog) as ErrorCode[], anchoredCode)}
  </section>`;

const groups = (entries: readonly Entry[], { canTry }: DocsSettings): Html =>
  html`${Object.entries(tags).map(
    ([tag, description]) =>
      html`<section aria-labelledby="group-${tag}">
        <h2 id="group-${tag}">${tag}</h2>
        <p>${description}</p>
        ${entries
          .filter((entry) => entry.tag === tag)
          .map((entry) => entrySection(entry, canTry ? tryForm(entry) : undefined))}
        ${tag === outgoingTag ? outgoingSections() : ""}
      </section>`,
  )}`;
