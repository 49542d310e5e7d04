import { type ErrorCode, errorCatalog } from "@onekonsole/billing-contract";
import { html } from "hono/html";
import { codesByStatus } from "../openapi/error-responses.ts";
import { nextSteps } from "../openapi/next-steps.ts";
import type { Html } from "./html.ts";

/** Errors by status, with the caller's next step and the user's text. `name` is the table's. */
export const errorTable = (
  name: string,
  errors: readonly ErrorCode[],
  codeCell: (code: ErrorCode) => Html = linkToCode,
): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${name}">
    <table>
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col">Code</th>
          <th scope="col">Next step</th>
          <th scope="col">Text for the user</th>
        </tr>
      </thead>
      <tbody>
        ${[...codesByStatus(errors).values()].flat().map((code) => {
          const { status, action, message } = errorCatalog[code];
          return html`<tr>
            <td>${status}</td>
            <td>${codeCell(code)}</td>
            <td><strong>${action}</strong>: ${nextSteps[action]}</td>
            <td>${message}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;

const linkToCode = (code: ErrorCode): Html => html`<a href="#${code}"><code>${code}</code></a>`;

/** The code with its anchor. */
export const anchoredCode = (code: ErrorCode): Html => html`<code id="${code}">${code}</code>`;
