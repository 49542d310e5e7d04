import { contractVersion } from "@onekonsole/billing-contract";
import { componentsFor, refsIn } from "./component-schemas.ts";
import { describeOperation } from "./describe-operation.ts";
import {
  codesByStatus,
  errorHeaderComponents,
  errorResponse,
  errorSchemas,
  responseName,
} from "./error-responses.ts";
import { operations } from "./operations.ts";
import { outgoingWebhooks, webhookSignature } from "./outgoing-webhooks.ts";
import { tags } from "./tags.ts";

/** The OpenAPI 3.1 description of every REST route, derived from the contract. Built at the first call. */
export const openApiDocument = (): object => (built ??= build());

let built: object | undefined;

function build(): object {
  return {
    openapi: "3.1.1",
    info: {
      title: "OneKonsole Billing",
      version: contractVersion,
      summary: "Takes payments for managed Kubernetes clusters through PayPal.",
      description:
        "Bodies are parsed as JSON, whatever their content type. Every response has an `X-Request-Id`, which is the one of the request if it has one; quote it to support. An `amount` is what is charged, with VAT. `/docs` shows this description in a browser.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "The service that returned this document." }],
    tags: usedTags(),
    paths: paths(),
    webhooks: outgoingWebhooks,
    components: {
      schemas: { ...schemas(), ...errorSchemas },
      responses: errorResponses(),
      headers: { RequestId: requestIdHeader, ...errorHeaderComponents },
      securitySchemes,
    },
  };
}

const requestIdHeader = {
  description: "The id of the request, to quote to support.",
  schema: { type: "string" },
  example: "0f8fad5b-d9cb-469f-a165-70867728950e",
};

const securitySchemes = {
  bearer: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description:
      "The user's access token, or a service's own. The service verifies it if an issuer is configured; otherwise the ingress does.",
  },
  webhookSignature,
  paypalSignature: {
    type: "apiKey",
    in: "header",
    name: "paypal-transmission-sig",
    description: "PayPal's signature over the other paypal headers and the body.",
  },
};

function paths(): Record<string, Record<string, object>> {
  const byPath: Record<string, Record<string, object>> = {};
  for (const operation of operations)
    (byPath[operation.path] ??= {})[operation.method.toLowerCase()] = describeOperation(operation);
  return byPath;
}

function usedTags(): readonly object[] {
  const used = new Set(operations.map(({ tag }) => tag));
  return Object.entries(tags)
    .filter(([name]) => used.has(name))
    .map(([name, description]) => ({ name, description }));
}

function schemas() {
  return componentsFor({
    input: operations.flatMap(({ body }) => refsIn(body?.schema)),
    output: [
      ...operations.flatMap(({ successes }) =>
        refsIn(successes.map(({ content }) => content?.schema)),
      ),
      ...refsIn(errorSchemas).filter((ref) => !ref.endsWith("/ErrorCode")),
    ],
  });
}

/** One component for each combination of codes that an operation has at one status. */
function errorResponses(): Record<string, object> {
  const byName = new Map<string, object>();
  for (const { errors } of operations)
    for (const codes of codesByStatus(errors).values())
      byName.set(responseName(codes), errorResponse(codes));
  return Object.fromEntries([...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
