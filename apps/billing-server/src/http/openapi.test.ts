import { errorCatalog } from "@onekonsole/billing-contract";
import { type ProcedureDeclaration, procedures } from "@onekonsole/billing-contract/schemas";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { serveApp } from "../testing/served-app.ts";
import { openApiDocument } from "./openapi.ts";

// The part of OpenAPI 3.1 in use; strict, so that anything else fails.
const media = z.strictObject({ "application/json": z.strictObject({ schema: z.looseObject({}) }) });
const anyMedia = media.partial().extend({
  "application/pdf": z.strictObject({ schema: z.looseObject({}) }).optional(),
});
const responseObject = z.strictObject({ description: z.string().min(1), content: anyMedia });
const operation = z.strictObject({
  summary: z.string().min(1),
  security: z.array(z.record(z.literal("bearer"), z.tuple([])).or(z.strictObject({}))),
  requestBody: z.strictObject({ required: z.literal(true), content: media }).optional(),
  parameters: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        in: z.enum(["query", "path", "header"]),
        required: z.boolean(),
        schema: z.looseObject({}),
      }),
    )
    .optional(),
  responses: z.record(z.string().regex(/^[1-5]\d\d$/), responseObject),
});
const documentSchema = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  components: z.strictObject({ securitySchemes: z.strictObject({ bearer: z.looseObject({}) }) }),
  paths: z.record(z.string().startsWith("/"), z.partialRecord(z.enum(["get", "post"]), operation)),
});

const document = JSON.parse(JSON.stringify(openApiDocument)) as z.output<typeof documentSchema>;

const findOperation = (path: string, method: string): z.output<typeof operation> => {
  const found = document.paths[path]?.[method === "post" ? "post" : "get"];
  if (!found) throw new Error(`${method} ${path} is not described.`);
  return found;
};

const documented: ProcedureDeclaration[] = Object.values(procedures).flatMap((group) =>
  Object.values(group as Record<string, ProcedureDeclaration>).filter(({ rest }) => rest),
);

/** Every value of a key, at any depth. */
function collectValues(node: unknown, key: string): unknown[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...collectValues(value, key),
  ]);
}

describe("/openapi.json", () => {
  test("is served unchanged", async () => {
    await using app = await serveApp();
    const response = await fetch(`${app.url}/openapi.json`);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(await response.json()).toEqual(document);
  });

  test("has the shape of OpenAPI 3.1", () => {
    expect(documentSchema.safeParse(document).error).toBeUndefined();
  });

  test("lists exactly the documented routes", () => {
    const listed = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = [
      "GET /order/prices",
      "GET /orders",
      "GET /orders/receipt",
      "GET /orders/receipt.pdf",
      "POST /order/approve",
      "POST /order/create",
    ];
    expect(listed.toSorted()).toEqual(routes);
    expect(Object.keys(document.paths)).toHaveLength(routes.length);
  });

  test("has no unresolved references", () => {
    for (const ref of collectValues(document, "$ref")) {
      const steps = String(ref).replace(/^#\//, "").split("/");
      expect(
        steps.reduce<unknown>((node, step) => (node as Record<string, unknown>)?.[step], document),
      ).toBeDefined();
    }
  });

  test.each(
    documented.map(({ rest, errors }) => [rest?.method ?? "", rest?.path ?? "", errors] as const),
  )("%s %s has exactly the statuses of its errors", (method, path, errors) => {
    const { responses } = findOperation(path, method.toLowerCase());
    const statuses = new Set<number>(errors.map((code) => errorCatalog[code].status)).add(200);
    if (method === "POST") statuses.add(errorCatalog.body_too_large.status);
    expect(new Set(Object.keys(responses).map(Number))).toEqual(statuses);
    for (const code of errors)
      expect(responses[String(errorCatalog[code].status)]?.description).toContain(code);
  });

  test("requires a token except for the prices, if tokens are verified", () => {
    expect(findOperation("/order/prices", "get").security).toEqual([]);
    for (const path of ["/order/create", "/order/approve"])
      expect(findOperation(path, "post").security).toEqual([{ bearer: [] }, {}]);
  });

  test("requires of a new order what the service requires, and describes all of it", () => {
    const { requestBody } = findOperation("/order/create", "post");
    const required = [
      "user_id",
      "cluster_name",
      "images_storage",
      "has_monitoring",
      "has_alerting",
    ];
    const properties = {
      monitoring_storage: { type: "integer" },
      cluster_name: { type: "string" },
    };
    expect(requestBody?.content["application/json"].schema).toMatchObject({
      type: "object",
      required: ["order_details", "currency"],
      properties: { order_details: { required, properties } },
    });
  });

  test("describes the PDF of a receipt, and its errors as JSON", () => {
    const { parameters = [], responses } = findOperation("/orders/receipt.pdf", "get");
    expect(parameters.map(({ name }) => name)).toEqual(["order_id", "number", "language"]);
    const types = Object.entries(responses).map(([status, { content }]) => [
      status,
      ...Object.keys(content),
    ]);
    expect(types.filter(([, type]) => type === "application/pdf")).toEqual([
      ["200", "application/pdf"],
    ]);
    expect(Object.keys(responses)).toEqual(["200", "400", "401", "404", "429", "500", "503"]);
  });

  test("describes the prices' only parameter", () => {
    const { parameters, requestBody } = findOperation("/order/prices", "get");
    expect(parameters).toMatchObject([{ name: "currency", in: "query", required: false }]);
    expect(requestBody).toBeUndefined();
  });

  test("describes the error as it is returned", () => {
    const { schema } =
      findOperation("/order/approve", "post").responses["404"]?.content["application/json"] ?? {};
    expect(schema).toMatchObject({ required: ["error", "code"] });
    expect(collectValues(schema, "enum")).toEqual([Object.keys(errorCatalog)]);
  });
});
