import { declarations } from "@onekonsole/billing-contract/schemas";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { userCaller } from "../../testing/callers.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { capturedOrder } from "../../testing/sample-order.ts";
import { ingressAccess, type ServedApp, serveApp } from "../../testing/served-app.ts";
import type { Operation } from "../openapi/operation.ts";
import { operations } from "../openapi/operations.ts";
import { procedureExamples } from "./index.ts";
import { exampleDetails, exampleOrderId } from "./order-examples.ts";

const entries = [...declarations].map(
  ([path, declaration]) => [path, declaration, procedureExamples.get(path)] as const,
);

describe("the example of", () => {
  test.each(entries)(
    "%s is accepted by its schemas, without an unknown field",
    (_, declaration, example) => {
      expect(declaration.input.safeParse(example?.input).error).toBeUndefined();
      expect(declaration.output.parse(example?.output)).toEqual(example?.output);
    },
  );
});

const find = (procedure: string): Operation => {
  const found = operations.find((each) => each.procedure === procedure);
  if (!found) throw new Error(`${procedure} has no route.`);
  return found;
};

/** The names of all fields, at any depth; a field without a value has no fields of its own. */
function fieldNames(node: unknown, prefix = ""): readonly string[] {
  if (Array.isArray(node))
    return [...new Set(node.flatMap((each) => fieldNames(each, `${prefix}[]`)))];
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => [
    `${prefix}.${name}`,
    ...fieldNames(value, `${prefix}.${name}`),
  ]);
}

describe("a service that has the order of the examples", () => {
  let app: ServedApp;
  beforeAll(async () => {
    const caller = userCaller(exampleDetails.user_id);
    app = await serveApp({
      store: createMemoryStore(capturedOrder({ details: exampleDetails })),
      accessControl: {
        ...ingressAccess,
        authenticationAndLimits: {
          ...ingressAccess.authenticationAndLimits,
          authenticator: { authenticate: async () => caller },
        },
      },
    });
  });
  afterAll(() => app[Symbol.asyncDispose]());

  async function send({ method, path, parameters, body }: Operation) {
    const query = new URLSearchParams(
      parameters.flatMap(({ name, in: where, example }) =>
        where === "query" && example !== undefined ? [[name, example as string]] : [],
      ),
    );
    const response = await fetch(`${app.url}${path}?${query}`, {
      method,
      ...(body ? { body: JSON.stringify(body.example) } : {}),
    });
    return { status: response.status, body: (await response.json()) as unknown };
  }

  test.each(["order.prices", "order.create", "order.list"])(
    "responds to the example of %s with the fields of the example",
    async (procedure) => {
      const operation = find(procedure);
      const { status, body } = await send(operation);
      expect(status).toBe(200);
      const [success] = operation.successes;
      expect(fieldNames(body)).toEqual(fieldNames(success?.content?.example));
    },
  );

  test.each(
    operations
      .filter(({ procedure }) => procedure !== null)
      .map((each) => [each.id, each] as const),
  )("accepts the example request of %s", async (_, operation) => {
    const { body } = await send(operation);
    expect(body).not.toHaveProperty("code", "invalid_input");
  });

  test("has that order", () => {
    expect(capturedOrder().paypalOrderId).toBe(exampleOrderId);
  });
});
