import { html } from "hono/html";
import type { Access, Parameter } from "../openapi/operation.ts";
import type { Entry } from "./entries.ts";
import type { Html } from "./html.ts";

/** How the script builds the request: with a query, a body, or as a query over tRPC. */
type Encoding = "query" | "body" | "trpc";

interface Request {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly encoding: Encoding;
  readonly parameters: readonly Parameter[];
  /** The text of the body, or of the input over tRPC. */
  readonly text: string | null;
}

/** The form that sends an entry's request; `undefined` for a stream and for PayPal's own calls. */
export function tryForm(entry: Entry): Html | undefined {
  const request = toRequest(entry);
  if (!request) return undefined;
  const { method, path, encoding, parameters, text } = request;
  const fieldId = (name: string) => `try-${entry.id}-${name}`;
  return html`<form
    class="try"
    data-method="${method}"
    data-path="${path}"
    data-encoding="${encoding}"
    aria-label="Try ${entry.id}"
    hidden
  >
    <h4>Try it</h4>
    ${tokenHint(entry.access)}
    ${parameters.map(
      ({ name, in: where, schema, example = "" }) =>
        html`<label for="${fieldId(name)}"
            >${name}${schema.type === "array" ? ", separated by commas" : ""}</label
          >
          <input
            id="${fieldId(name)}"
            name="${name}"
            data-in="${schema.type === "array" ? "list" : where}"
            value="${[example].flat().join(",")}"
            autocomplete="off"
            spellcheck="false"
          />`,
    )}
    ${
      text === null
        ? ""
        : html`<label for="${fieldId("body")}">${encoding === "body" ? "Body" : "Input"}</label>
            <textarea
              id="${fieldId("body")}"
              data-in="text"
              rows="${rowsOf(text)}"
              spellcheck="false"
            >
${text}</textarea>`
    }
    <button type="submit">Send <span aria-hidden="true">→</span></button>
    <output></output>
  </form>`;
}

/** Where the token that is chosen first, a customer's, does not suffice. */
const tokenHint = (access: Access): Html | "" =>
  access === "service" || access === "operator"
    ? html`<p>Needs an operator's token: <a href="#token-form">choose the operator</a> first.</p>`
    : "";

const rowsOf = (text: string): number => Math.min(16, text.split("\n").length);

function toRequest({ id, access, call, route }: Entry): Request | undefined {
  if (access === "paypal" || call?.kind === "subscription") return undefined;
  if (route) {
    const text = route.body ? JSON.stringify(route.body.example, null, 2) : null;
    const { method, path, parameters } = route;
    return { method, path, encoding: text === null ? "query" : "body", parameters, text };
  }
  const text = call?.input ? JSON.stringify(call.input.example, null, 2) : null;
  const path = `/trpc/${id}`;
  return call?.kind === "mutation"
    ? { method: "POST", path, encoding: "body", parameters: [], text }
    : { method: "GET", path, encoding: "trpc", parameters: [], text };
}
