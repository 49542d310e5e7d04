import { html } from "hono/html";
import { outgoingWebhooks, webhookSignature } from "../openapi/outgoing-webhooks.ts";
import { codeBlock } from "./code-block.ts";
import type { Html } from "./html.ts";
import { fieldItem, schemaTree } from "./schema-tree.ts";

type Post = (typeof outgoingWebhooks)[keyof typeof outgoingWebhooks]["post"];

/** The group of the page that has these sections. */
export const outgoingTag = "webhooks";

/** The names of the requests, which are the anchors of their sections. */
export const outgoingNames: readonly string[] = Object.keys(outgoingWebhooks);

/** The requests that the service sends, to addresses that are not its own. */
export const outgoingSections = (): Html =>
  html`${Object.entries(outgoingWebhooks).map(([name, { post }]) => outgoingSection(name, post))}`;

const receiver = `const webhook = new Webhook(secret); // of standardwebhooks
const text = await request.text();
const { data } = webhook.verify(text, headers); // throws: 401`;

function outgoingSection(
  name: string,
  { summary, parameters, requestBody, responses }: Post,
): Html {
  const { schema, example } = requestBody.content["application/json"];
  const signature = { ...webhookSignature, schema: { type: "string" as const } };
  return html`<section class="entry" id="${name}" aria-labelledby="${name}-title">
    <div class="about">
      <h3 id="${name}-title"><a href="#${name}">${name}</a></h3>
      <p class="routes">
        <span class="route"
          ><b class="method" data-method="POST">POST</b> to the address of an endpoint</span
        >
      </p>
      <p>${summary}</p>
      <h4>Headers</h4>
      <ul class="fields">
        ${[...parameters, signature].map(({ name: header, description = "", schema: type }) =>
          fieldItem(
            { ...type, description },
            { name: header, isRequired: true, direction: "output" },
          ),
        )}
      </ul>
      <h4>Body</h4>
      ${schemaTree(schema, "output")}
      <h4>Your response</h4>
      <ul class="fields">
        ${Object.entries(responses).map(
          ([status, { description }]) =>
            html`<li><code class="name">${status}</code> ${description}</li>`,
        )}
      </ul>
    </div>
    <div class="samples">
      ${codeBlock("Receiver", receiver)} ${codeBlock("Body", JSON.stringify(example, null, 2))}
    </div>
  </section>`;
}
