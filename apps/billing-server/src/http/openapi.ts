import { errorCatalog } from "@onekonsole/billing-contract";
import {
  declarations,
  moneySchema,
  type ProcedureDeclaration,
  receiptPdf,
} from "@onekonsole/billing-contract/schemas";
import { z } from "zod";

const errorSchema = {
  type: "object",
  required: ["error", "code"],
  properties: {
    error: { type: "string" },
    code: { enum: Object.keys(errorCatalog) },
    approve_url: {
      type: "string",
      description: "Where the payer continues at PayPal, if that is the next step.",
    },
    order_id: { type: "string", description: "The id of the order that conflicts with this one." },
    amount: { ...z.toJSONSchema(moneySchema), description: "The current price of the order." },
  },
};

const json = (schema: object) => ({ content: { "application/json": { schema } } });

/** The OpenAPI 3.1 description of the documented routes, derived from the contract. */
export const openApiDocument = {
  openapi: "3.1.0",
  info: {
    title: "OneKonsole Billing",
    version: "1.0.0",
    description: "Bodies are parsed as JSON, whatever their content type.",
  },
  components: {
    securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
  },
  paths: Object.fromEntries([...restRoutes(), pdfRoute()].map(toPathItem)),
};

/** A route with what it returns. */
interface DescribedRoute extends Pick<
  ProcedureDeclaration,
  "summary" | "input" | "errors" | "access"
> {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly success: object;
}

function restRoutes(): DescribedRoute[] {
  return [...declarations.values()].flatMap(({ rest, ...declaration }) => {
    if (!rest) return [];
    const { method, path, body } = rest;
    return [{ ...declaration, method, path, success: json(z.toJSONSchema(body)) }];
  });
}

function pdfRoute(): DescribedRoute {
  const schema = { type: "string", format: "binary" };
  return { ...receiptPdf, success: { content: { [receiptPdf.mediaType]: { schema } } } };
}

function toPathItem(route: DescribedRoute): [string, object] {
  const { method, path, summary, input, errors, access, success } = route;
  const inputSchema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
  const operation = {
    summary,
    // The prices are public; all others need a token if an issuer is configured.
    security: access === "public" ? [] : [{ bearer: [] }, {}],
    ...(method === "POST"
      ? { requestBody: { required: true, ...json(inputSchema) } }
      : { parameters: queryParameters(inputSchema) }),
    responses: {
      200: { description: "Success.", ...success },
      ...errorResponses(method === "POST" ? [...errors, "body_too_large"] : errors),
    },
  };
  return [path, { [method.toLowerCase()]: operation }];
}

function queryParameters(schema: { properties?: Record<string, unknown> }): object[] {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: "query",
    required: false,
    schema: property,
  }));
}

/** One response per status, listing its error codes. */
function errorResponses(errors: ProcedureDeclaration["errors"]): Record<number, object> {
  const responses: Record<number, object> = {};
  for (const { status } of errors.map((code) => errorCatalog[code])) {
    const codes = errors.filter((code) => errorCatalog[code].status === status);
    const description = codes.map((code) => `${code}: ${errorCatalog[code].message}`).join(" ");
    responses[status] = { description, ...json(errorSchema) };
  }
  return responses;
}
