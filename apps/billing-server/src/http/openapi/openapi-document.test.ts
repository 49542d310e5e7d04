import { errorCatalog } from "@onekonsole/billing-contract";
import { declarations, eventSchema, receiptPdf } from "@onekonsole/billing-contract/schemas";
import { validate } from "@readme/openapi-parser";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, test } from "vitest";
import { refsIn } from "./component-schemas.ts";
import { openApiDocument } from "./openapi-document.ts";
import { operations } from "./operations.ts";
import { outgoingWebhooks } from "./outgoing-webhooks.ts";

interface ResponseObject {
  readonly description: string;
  readonly content: Record<string, { schema: { allOf: unknown[] }; examples: object }>;
}

interface OperationObject {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters?: readonly { name: string; in: string; required: boolean }[];
  readonly requestBody?: object;
  readonly responses: Record<string, { $ref?: string }>;
}

interface DocumentObject {
  readonly paths: Record<string, Record<string, OperationObject>>;
  readonly components: {
    readonly schemas: Record<string, object>;
    readonly responses: Record<string, ResponseObject>;
  };
}

const source = JSON.stringify(openApiDocument());
const document = JSON.parse(source) as DocumentObject;

const listed = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
);

const find = (path: string, method: "get" | "post"): OperationObject => {
  const found = document.paths[path]?.[method];
  if (!found) throw new Error(`${method} ${path} is not described.`);
  return found;
};

/** The codes of each status of an operation, as its response components list them. */
function codesOf({ responses }: OperationObject): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(responses).flatMap(([status, { $ref }]) => {
      if (!$ref) return [];
      const { content } = document.components.responses[$ref.split("/").at(-1) ?? ""] ?? {};
      const [, narrowed] = content?.["application/json"]?.schema.allOf ?? [];
      return [
        [status, (narrowed as { properties: { code: { enum: string[] } } }).properties.code.enum],
      ];
    }),
  );
}

describe("the OpenAPI document", () => {
  test("is valid by the rules that Redocly recommends, its examples included", async () => {
    const config = await createConfig({
      extends: ["recommended"],
      rules: {
        "no-invalid-media-type-examples": "error",
        "no-invalid-parameter-examples": "error",
        // Probes have no input that could be wrong.
        "operation-4xx-response": "off",
      },
    });
    const problems = await lintFromString({ source, absoluteRef: "/openapi.json", config });
    const found = problems.map(
      ({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer}: ${message}`,
    );
    expect(found).toEqual([]);
  });

  test("is valid OpenAPI 3.1 by another parser", async () => {
    expect(await validate(JSON.parse(source))).toEqual(
      expect.objectContaining({ valid: true, warnings: [] }),
    );
  });

  test("lists every route", () => {
    const routes = [
      ...[...declarations.values()].flatMap(({ rest }) => rest ?? []),
      receiptPdf,
      { method: "POST", path: "/webhooks/paypal" },
      ...["/", "/livez", "/readyz", "/metrics", "/openapi.json", "/docs"].map((path) => ({
        method: "GET",
        path,
      })),
    ].map(({ method, path }) => `${method} ${path}`);
    const described = listed.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(described.toSorted()).toEqual(routes.toSorted());
  });

  test("has the event that an endpoint receives as a webhook", () => {
    const { post } = outgoingWebhooks.orderEvent;
    const { example } = post.requestBody.content["application/json"];
    expect(eventSchema.parse(example.data)).toEqual(example.data);
    expect([example.type, example.timestamp]).toEqual([example.data?.type, example.data?.time]);
  });

  // Generators name functions and types after them, so they are never renamed or removed.
  test("has the operationIds and schemas of earlier releases", () => {
    expect(listed.map(({ operation }) => operation.operationId)).toEqual(
      expect.arrayContaining(
        "orderPrices orderCreate orderApprove orderList orderReceipt orderReceiptPdf receivePaypalWebhook checkRoot checkLive checkReady readMetrics readOpenApi readDocs".split(
          " ",
        ),
      ),
    );
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(
        "ApprovedOrder BillLine BillingError CreatedOrder ErrorCode ListedOrder LocalizedText Money NewOrder NewOrderDetails OrderDetails OrderPage OrderReference OrderState Prices ReceiptDocument Receipts Seller Vat".split(
          " ",
        ),
      ),
    );
  });

  test("has the schemas of procedures as components", () => {
    const schemas = operations
      .filter(({ procedure }) => procedure !== null)
      .flatMap(({ body, successes }) => [body, ...successes.map(({ content }) => content)])
      .flatMap((content) => content?.schema ?? []);
    expect(schemas.filter((schema) => refsIn(schema).length !== 1)).toEqual([]);
  });
});

describe("the errors of", () => {
  test.each(
    [...declarations].flatMap(([name, { rest, errors }]) =>
      rest ? [[name, rest, errors] as const] : [],
    ),
  )("%s are exactly those it declares, by status", (_, { method, path }, errors) => {
    const codes: string[] = method === "POST" ? [...errors, "body_too_large"] : [...errors];
    const described = codesOf(find(path, method === "GET" ? "get" : "post"));
    expect(Object.values(described).flat().toSorted()).toEqual([...new Set(codes)].toSorted());
    for (const [status, ofStatus] of Object.entries(described))
      for (const code of ofStatus)
        expect(errorCatalog[code as keyof typeof errorCatalog].status).toBe(Number(status));
  });

  test("a status have their action, message and an example", () => {
    for (const { description, content } of Object.values(document.components.responses)) {
      const { examples = {} } = content["application/json"] ?? {};
      expect(Object.keys(examples).length).toBeGreaterThan(0);
      for (const code of Object.keys(examples)) {
        const { action, message } = errorCatalog[code as keyof typeof errorCatalog];
        expect(description).toContain(`\`${code}\` (${action}: `);
        expect(description).toContain(message);
      }
    }
  });
});

describe("an operation", () => {
  test("needs a token except for the prices and the service's own routes", () => {
    expect(find("/order/prices", "get").security).toEqual([]);
    expect(find("/readyz", "get").security).toEqual([]);
    expect(find("/webhooks/paypal", "post").security).toEqual([{ paypalSignature: [] }]);
    for (const path of ["/order/create", "/order/approve"])
      expect(find(path, "post").security).toEqual([{ bearer: [] }]);
  });

  test("requires the parameters that the service requires", () => {
    const required = (path: string) =>
      find(path, "get").parameters?.flatMap((each) => (each.required ? [each.name] : []));
    expect(required("/order/prices")).toEqual([]);
    expect(required("/orders")).toEqual([]);
    expect(required("/orders/receipt")).toEqual(["order_id"]);
    expect(required("/orders/receipt.pdf")).toEqual(["order_id"]);
  });

  test("that takes an idempotency key takes it as a header, too", () => {
    const withKey = listed.filter(({ operation }) =>
      operation.parameters?.some(
        ({ name, in: where }) => name === "Idempotency-Key" && where === "header",
      ),
    );
    expect(withKey.map(({ path }) => path)).toEqual(["/order/create"]);
  });
});
