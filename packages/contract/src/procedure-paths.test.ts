import { describe, expect, test } from "vitest";
import { type ErrorCode, errorCatalog } from "./errors.ts";
import { declarations, declaresError } from "./procedure-paths.ts";
import { procedures } from "./procedures.ts";

describe("the declarations by path", () => {
  test("are those of the contract, each once", () => {
    expect(declarations.get("order.get")).toBe(procedures.order.get);
    expect(declarations.get("operator.order")).toBe(procedures.operator.order);
    const declared = Object.values(procedures).flatMap((group) => Object.values(group));
    expect([...declarations.values()]).toEqual(declared);
  });

  test.each(["", "order", "order.", "order.refund", "get", "order.get.", "__proto__", "toString"])(
    "have none at %j",
    (path) => {
      expect(declarations.get(path)).toBeUndefined();
      expect(declaresError(path, "internal")).toBe(false);
    },
  );
});

describe("whether a procedure declares an error", () => {
  test.each([...declarations])(
    "follows the declaration of %s for every code",
    (path, { errors }) => {
      for (const code of Object.keys(errorCatalog) as ErrorCode[])
        expect(declaresError(path, code)).toBe(errors.includes(code));
    },
  );

  test.each<[string, ErrorCode]>([
    ["order.prices", "unauthenticated"],
    ["order.get", "payment_declined"],
    ["order.create", "order_not_found"],
    ["operator.money", "order_not_found"],
  ])("is false for %s and %s", (path, code) => {
    expect(declaresError(path, code)).toBe(false);
  });
});
