import { html } from "hono/html";
import type { Access, Content, Operation, Parameter } from "../openapi/operation.ts";
import { codeBlock } from "./code-block.ts";
import { clientSample, curlSample } from "./code-samples.ts";
import type { Entry, ProcedureCall, Shape } from "./entries.ts";
import { errorTable } from "./error-table.ts";
import type { Html } from "./html.ts";
import { fieldItem, schemaTree } from "./schema-tree.ts";

const callers: Readonly<Record<Access, string>> = {
  public: "Any caller, without a token.",
  user: "The order's owner, or a service.",
  service: "Services and operators.",
  operator: "Operators.",
  paypal: "PayPal, by its signature.",
};

/** The section of an entry; `form` is shown below its samples. */
export const entrySection = (entry: Entry, form: Html | undefined): Html =>
  html`<section class="entry" id="${entry.id}" aria-labelledby="${entry.id}-title">
    <div class="about">
      <h3 id="${entry.id}-title"><a href="#${entry.id}">${entry.id}</a></h3>
      <p class="routes">${addresses(entry)}</p>
      <p>${entry.summary}</p>
      <dl>
        <dt>Callers</dt>
        <dd>${callers[entry.access]}</dd>
      </dl>
      ${entry.route ? routeParts(entry.route) : ""}${entry.call ? callParts(entry, entry.call) : ""}
      ${
        entry.errors.length === 0
          ? ""
          : html`<h4>Errors</h4>
              ${errorTable(`Errors of ${entry.id}`, entry.errors)}`
      }
    </div>
    <div class="samples">${samples(entry)}${form ?? ""}</div>
  </section>`;

function addresses({ id, route, call }: Entry): Html {
  const rest = route
    ? html`<span class="route"
        ><b class="method" data-method="${route.method}">${route.method}</b>
        <code>${route.path}</code></span
      > `
    : "";
  const trpc = call
    ? html`<span class="route"
        ><b class="method">tRPC ${call.kind}</b> <code>/trpc/${id}</code></span
      >`
    : "";
  return html`${rest}${trpc}`;
}

function routeParts({ parameters, body, successes }: Operation): Html {
  return html`${
    parameters.length === 0
      ? ""
      : html`<h4>Parameters</h4>
          <ul class="fields">
            ${parameters.map(parameterItem)}
          </ul>`
  }
  ${
    body
      ? html`<h4>Body</h4>
          ${schemaTree(body.schema, "input")}`
      : ""
  }
  ${successes.map(
    ({ status, description, content }) =>
      html`<h4>Response ${status}</h4>
        <p>${description}</p>
        ${content ? responseBody(content) : ""}`,
  )}`;
}

function parameterItem({ name, in: where, required, description = "", schema }: Parameter): Html {
  const text = where === "header" ? `A header. ${description}`.trim() : description;
  const described = text === "" ? schema : { ...schema, description: text };
  return fieldItem(described, { name, isRequired: required, direction: "input" });
}

const responseBody = ({ mediaType, schema }: Content): Html =>
  mediaType === "application/json"
    ? schemaTree(schema, "output")
    : html`<p class="type">${mediaType}</p>`;

/** Input and output over tRPC, where the route does not show them. */
function callParts({ route }: Entry, { kind, input, output }: ProcedureCall): Html {
  const [success] = route?.successes ?? [];
  const isSame = (shape: Shape) => success?.content?.schema.$ref === shape.schema.$ref;
  return html`${
    input && !route
      ? html`<h4>Input</h4>
          ${schemaTree(input.schema, input.direction)}`
      : ""
  }
  ${
    isSame(output)
      ? ""
      : html`<h4>${kind === "subscription" ? "Each event" : "Output over tRPC"}</h4>
          ${schemaTree(output.schema, output.direction)}`
  }`;
}

function samples(entry: Entry): Html {
  const client = clientSample(entry);
  const example = entry.route
    ? entry.route.successes[0]?.content?.example
    : entry.call?.output.example;
  const label = entry.call?.kind === "subscription" ? "Event" : "Response";
  return html`${codeBlock("curl", curlSample(entry))}
  ${client === undefined ? "" : codeBlock("TypeScript", client)}
  ${example === undefined ? "" : codeBlock(label, JSON.stringify(example, null, 2))}`;
}
