import { createHash } from "node:crypto";
import { errorCatalog } from "@onekonsole/billing-contract";
import { type ProcedureDeclaration, procedures } from "@onekonsole/billing-contract/schemas";
import { html, raw } from "hono/html";
import { z } from "zod";

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8885; padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top; }
pre { background: #8882; overflow-x: auto; padding: .75rem; }
h3 { margin: 2rem 0 0; } h3 + p { margin-top: 0; }`;

/** The Content-Security-Policy of `docsPage`: only its own style sheet. */
export const docsPolicy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; frame-ancestors 'none'`;

const callers: Readonly<Record<ProcedureDeclaration["access"], string>> = {
  public: "any caller",
  user: "the order's owner or a service",
  service: "services and operators",
  operator: "operators",
};

const nextSteps = {
  retry: "try again",
  stop: "stop",
  ask: "contact support with the request id",
} as const;

/** Every procedure with its schemas, and every error with the next step. */
export function docsPage(): string {
  // Without a promise in the template, it is a String object.
  const page: { readonly toString: () => string } = renderPage();
  return page.toString();
}

function renderPage(): ReturnType<typeof html> {
  const groups = Object.entries(procedures).map(([group, members]) =>
    Object.entries<ProcedureDeclaration>(members).map(([name, declaration]) =>
      renderProcedure(`${group}.${name}`, declaration),
    ),
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>OneKonsole Billing</title>
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        <h1>OneKonsole Billing</h1>
        <p>
          Call procedures over tRPC at <code>/trpc/NAME</code>, preferably with the client
          <code>@onekonsole/billing-client</code>. Some have a REST route as well, described in
          <a href="/openapi.json">/openapi.json</a>. Send the access token as
          <code>Authorization: Bearer …</code>. Every response has an <code>x-request-id</code>;
          quote it to support.
        </p>
        <h2>Procedures</h2>
        ${groups}
        <h2>Errors</h2>
        <table>
          <tr>
            <th>code</th>
            <th>status</th>
            <th>next step</th>
            <th>message</th>
          </tr>
          ${Object.entries(errorCatalog).map(
            ([code, { status, action, message }]) =>
              html`<tr id="${code}">
                <td><code>${code}</code></td>
                <td>${status}</td>
                <td>${nextSteps[action]}</td>
                <td>${message}</td>
              </tr> `,
          )}
        </table>
      </body>
    </html> `;
}

function renderProcedure(name: string, declaration: ProcedureDeclaration) {
  const { kind, summary, access, rest, input, output, errors } = declaration;
  return html`<h3 id="${name}"><code>${name}</code></h3>
    <p>${summary}</p>
    <p>
      A ${kind}, for
      ${callers[access]}.${rest ? html` REST: <code>${rest.method} ${rest.path}</code>.` : ""}
      Errors:
      ${errors.map((code, index) => html`${index > 0 ? ", " : ""}<a href="#${code}">${code}</a>`)}.
    </p>
    <details>
      <summary>Input</summary>
      ${renderSchema(input, "input")}
    </details>
    <details>
      <summary>${kind === "subscription" ? "Each event" : "Output"}</summary>
      ${renderSchema(output, "output")}
    </details> `;
}

function renderSchema(schema: z.ZodType, io: "input" | "output") {
  const described = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  const { $schema: _, ...shown } = described;
  return html`<pre>${JSON.stringify(shown, null, 2)}</pre>`;
}
