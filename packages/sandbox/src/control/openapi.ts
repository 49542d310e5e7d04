import { z } from "zod";
import { controlErrorStatus } from "./error-codes.ts";
import { controlPath, type Operation } from "./operation.ts";
import { type Route, routes } from "./route.ts";

/** The OpenAPI 3.1 description of the control API at a base URL. */
export function controlOpenApi(url: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { name, group, operation } of routes) {
    const path = (paths[operation.path] ??= {});
    path[operation.method.toLowerCase()] = describeOperation({ name, group }, operation);
  }
  paths["/wire/stream"] = { get: wireStream };
  return {
    openapi: "3.1.0",
    info: {
      title: "OneKonsole sandbox",
      version: "1.0.0",
      description: "Steers the simulated PayPal, web-order and OpenID Connect issuer.",
    },
    servers: [{ url: url + controlPath }],
    paths,
    components: { schemas: { Error: errorSchema } },
  };
}

const errorSchema = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message"],
      properties: {
        code: { enum: Object.keys(controlErrorStatus) },
        message: { type: "string" },
        field: { type: "string", description: "The field of the input that is not valid." },
      },
    },
  },
};

const wireStream = {
  operationId: "wire.stream",
  tags: ["wire"],
  summary:
    "Sends each entry of the wire log as a server-sent event, and an event `acted` after each operation that may have changed the sandbox.",
  parameters: [{ name: "after", in: "query", schema: { type: "integer" } }],
  responses: { 200: { description: "The stream.", content: { "text/event-stream": {} } } },
};

function describeOperation({ name, group }: Pick<Route, "name" | "group">, operation: Operation) {
  const { method, path, summary, input, output } = operation;
  const {
    properties = {},
    required = [],
    ...schema
  } = z.toJSONSchema(input, {
    io: "input",
    unrepresentable: "any",
  });
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, field]) => field as string);
  const rest = Object.entries(properties).filter(([field]) => !inPath.includes(field));
  const parameter = (field: string, where: "path" | "query") => ({
    name: field,
    in: where,
    required: where === "path",
    schema: properties[field],
  });
  const body = {
    ...schema,
    properties: Object.fromEntries(rest),
    required: required.filter((field) => !inPath.includes(field)),
  };
  return {
    operationId: name,
    tags: [group],
    summary,
    parameters: [
      ...inPath.map((field) => parameter(field, "path")),
      ...(method === "GET" ? rest.map(([field]) => parameter(field, "query")) : []),
    ],
    ...(method === "POST" && rest.length > 0
      ? { requestBody: { required: body.required.length > 0, ...json(body) } }
      : {}),
    responses: {
      200: { description: "Success.", ...json(z.toJSONSchema(output, { io: "output" })) },
      default: { description: "An error.", ...json({ $ref: "#/components/schemas/Error" }) },
    },
  };
}

const json = (schema: object) => ({ content: { "application/json": { schema } } });
