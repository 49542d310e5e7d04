import { describe, expect, test } from "vitest";
import { declarations } from "./procedure-paths.ts";

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly items?: ObjectSchema;
}

const entries = [...declarations];
const withRest = entries.flatMap(([path, declaration]) =>
  declaration.rest ? [[path, declaration, declaration.rest] as const] : [],
);

describe("a declaration", () => {
  test.each(entries)("%s has a summary of whole sentences", (_, { summary }) => {
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(summary).not.toMatch(/\s{2}|\n/);
  });

  test.each(entries)("%s declares the errors that every procedure can have", (_, { errors }) => {
    for (const code of ["invalid_input", "internal", "service_unavailable"])
      expect(errors).toContain(code);
    expect(errors).toContain("too_many_requests");
  });

  test.each(entries)(
    "%s is for operators, or services, if and only if it is in their group",
    (path, { access }) => {
      expect(access === "operator").toBe(path.startsWith("operator."));
      expect(access === "service").toBe(path.startsWith("events."));
    },
  );

  test.each(entries)("%s can fail at PayPal in every way or in none", (_, { errors }) => {
    const found = errors.filter((code) => code.startsWith("paypal_"));
    expect([0, 3]).toContain(found.length);
  });

  // An order that the caller names may be unknown, or another user's.
  test.each(entries)(
    "%s declares order_not_found if its input names an order",
    (_, declaration) => {
      const { properties = {} } = declaration.input.toJSONSchema({
        io: "input",
        unrepresentable: "any",
      }) as ObjectSchema;
      expect(declaration.errors.includes("order_not_found")).toBe("order_id" in properties);
    },
  );

  test.each(entries)("%s has schemas that documentation can show", (_, { input, output }) => {
    for (const [schema, io] of [
      [input, "input"],
      [output, "output"],
    ] as const)
      expect(() => schema.toJSONSchema({ io, unrepresentable: "any" })).not.toThrow();
  });
});

describe("a REST route", () => {
  // A list is the collection itself, and what belongs to its orders is below it.
  const collections = new Map([
    ["order.list", "/orders"],
    ["order.receipt", "/orders/receipt"],
    ["events.list", "/events"],
  ]);

  test("is not shared by two procedures", () => {
    const routes = withRest.map(([, , { method, path }]) => `${method} ${path}`);
    expect(new Set(routes).size).toBe(routes.length);
  });

  test.each(withRest)("of %s has the path of its procedure", (path, _, rest) => {
    const expected = collections.get(path) ?? `/${path.replace(".", "/")}`;
    expect(rest.path).toBe(expected);
  });

  test.each(withRest)("of %s is a GET if and only if it reads", (_, { kind }, { method }) => {
    expect(method).toBe(kind === "query" ? "GET" : "POST");
  });

  test.each(withRest)(
    "of %s returns fields of the procedure's output",
    (_, { output }, { body }) => {
      const names = (schema: typeof body) =>
        Object.keys((schema.toJSONSchema({ io: "output" }) as ObjectSchema).properties ?? {});
      expect(names(output)).toEqual(expect.arrayContaining(names(body)));
      expect(names(body)).not.toEqual([]);
    },
  );
});

// Field names that clients of the first release send and read. A field may be added; none is renamed
// or removed. A nested object is one entry, such as `amount.value`.
const released: Readonly<Record<string, { readonly input: string; readonly output: string }>> = {
  "order.prices": {
    input: "currency",
    output:
      "basic img_storage_price_unit monitoring_option monitoring_storage_price_unit alerting_option",
  },
  "order.create": {
    input:
      "order_details.user_id order_details.cluster_name order_details.images_storage order_details.has_monitoring order_details.monitoring_storage order_details.has_alerting currency amount return_url cancel_url idempotency_key",
    output: "order_id status approve_url",
  },
  "order.approve": { input: "order_id", output: "id status" },
  "order.get": {
    input: "order_id",
    output:
      "order_id state payment_status version amount.currency_code amount.value order_details.cluster_name payee_email approve_url web_order_id problem problem_code duplicate_of create_time approve_before paid_time provisioned_time refunded_amount history",
  },
  "order.watch": {
    input: "order_id lastEventId",
    output: "order_id version state settled problem problem_code time",
  },
  "operator.orders": {
    input: "states disputed refund_under_way older_than_seconds limit after",
    output: "orders next",
  },
  "operator.order": {
    input: "order_id",
    output:
      "order_id state version user_id cluster_name amount.value captured_amount disputed pending_reason problem create_time state_since custom_id order_details.user_id capture_id refunded_amount reversed_amount refundable_amount delivery web_order_id situation next_step available_actions unavailable_actions refunds history",
  },
  "operator.retry": { input: "order_id version reason", output: "order_id state version" },
  "operator.refund": { input: "order_id version reason amount", output: "order_id state version" },
  "operator.close": { input: "order_id version reason", output: "order_id state version" },
  "operator.reconcile": { input: "since reason", output: "orders" },
  "operator.unmatchedPayments": { input: "", output: "payments" },
  "operator.closeUnmatchedPayment": { input: "event_id reason", output: "event_id" },
  "operator.money": {
    input: "",
    output:
      "currency_code captured provisioned refunded reversed in_hands unaccounted faults faulty_orders",
  },
};

describe("the wire names of the first release", () => {
  const fieldNames = (schema: ObjectSchema, prefix = ""): string[] =>
    Object.entries(schema.items?.properties ?? schema.properties ?? {}).flatMap(([name, field]) => [
      prefix + name,
      ...fieldNames(field as ObjectSchema, `${prefix}${name}.`),
    ]);

  test.each(Object.entries(released))("%s has them", (path, { input, output }) => {
    const declaration = declarations.get(path);
    const names = (io: "input" | "output") =>
      fieldNames(declaration?.[io].toJSONSchema({ io, unrepresentable: "any" }) as ObjectSchema);
    expect(names("input")).toEqual(expect.arrayContaining(input.split(" ").filter(Boolean)));
    expect(names("output")).toEqual(expect.arrayContaining(output.split(" ")));
  });

  test("are in snake_case, apart from tRPC's own", () => {
    for (const [, declaration] of declarations)
      for (const io of ["input", "output"] as const) {
        const schema = declaration[io].toJSONSchema({ io, unrepresentable: "any" }) as ObjectSchema;
        for (const name of fieldNames(schema)) {
          if (name === "lastEventId") continue;
          expect(name).toMatch(/^[a-z_]+(\.[a-z_]+)*$/);
        }
      }
  });
});
