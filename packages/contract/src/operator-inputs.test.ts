import { describe, expect, test } from "vitest";
import type { z } from "zod";
import {
  closePaymentInputSchema,
  noInputSchema,
  operatorActInputSchema,
  operatorOrdersInputSchema,
  operatorRefundInputSchema,
  reconcileInputSchema,
} from "./operator-schemas.ts";
import { orderStates } from "./order-state.ts";

const paths = (schema: z.ZodType, value: unknown): string[] =>
  (schema.safeParse(value).error?.issues ?? []).map(({ path }) => path.join("."));

const problems = (schema: z.ZodType, value: unknown): string[] =>
  (schema.safeParse(value).error?.issues ?? []).map(({ message }) => message);

const act = { order_id: "5O190127TN364715T", version: 3, reason: "as agreed" };

describe("the input of an operator's action", () => {
  test("keeps what the operator sent", () => {
    expect(operatorActInputSchema.parse(act)).toEqual(act);
  });

  test.each([[undefined], [null], [0], [-1], [1.5], ["3"], [Number.MAX_SAFE_INTEGER + 1]])(
    "names version when it is %j",
    (version) => {
      expect(paths(operatorActInputSchema, { ...act, version })).toEqual(["version"]);
    },
  );

  test.each([[undefined], [null], [7], [""], ["no"], ["  a "], ["a".repeat(501)], ["a\0b c"]])(
    "names reason when it is %j",
    (reason) => {
      expect(new Set(paths(operatorActInputSchema, { ...act, reason }))).toEqual(
        new Set(["reason"]),
      );
    },
  );

  test.each([
    ["ok!", "ok!"],
    ["  as agreed\n", "as agreed"],
    [` ${"a".repeat(500)} `, "a".repeat(500)],
    ["Kundin rief an: 退款 ✓", "Kundin rief an: 退款 ✓"],
  ])("trims the reason %j before it is measured and stored", (reason, stored) => {
    expect(operatorActInputSchema.parse({ ...act, reason }).reason).toBe(stored);
  });

  test("drops a caller in the input", () => {
    expect(operatorActInputSchema.parse({ ...act, actor: "root" })).toEqual(act);
  });
});

describe("the amount of a refund", () => {
  test.each(["0.01", "1", "12.5", "12.50", "999999999999999.99", "007"])("can be %s", (amount) => {
    expect(operatorRefundInputSchema.parse({ ...act, amount }).amount).toBe(amount);
  });

  test.each([
    [12.5],
    [null],
    [""],
    ["-1"],
    ["+1"],
    ["1,50"],
    ["1.505"],
    ["1."],
    [".5"],
    ["1e3"],
    [" 1"],
    ["1\n"],
    ["1234567890123456"],
  ])("is named when it is %j", (amount) => {
    expect(paths(operatorRefundInputSchema, { ...act, amount })).toEqual(["amount"]);
  });

  test("is absent for all that remains", () => {
    expect(operatorRefundInputSchema.parse(act)).not.toHaveProperty("amount");
  });
});

describe("the filter of an operator's list", () => {
  test.each([
    [undefined],
    [{}],
    [{ states: [...orderStates] }],
    [{ disputed: true, refund_under_way: true }],
    [{ older_than_seconds: 0, limit: 1 }],
    [{ older_than_seconds: 1_000_000_000, limit: 200 }],
    [{ after: "captured|2026-03-01T10:00:00.000Z|6a1f0f7e-7f3c-4d2e-9a57-0c2b8d1e4f60" }],
  ])("can be %j", (input) => {
    expect(operatorOrdersInputSchema.parse(input)).toEqual(input);
  });

  test.each<[string, unknown]>([
    ["states", []],
    ["states", "captured"],
    ["states.0", ["COMPLETED"]],
    ["states.1", ["captured", ""]],
    // `false` would read as "without a dispute", which is no filter that exists.
    ["disputed", false],
    ["disputed", "true"],
    ["refund_under_way", false],
    ["older_than_seconds", -1],
    ["older_than_seconds", 1.5],
    ["older_than_seconds", 1_000_000_001],
    ["limit", 0],
    ["limit", 201],
    ["limit", "50"],
    ["after", ""],
    ["after", "a b"],
    ["after", "'; drop table orders"],
    ["after", "a".repeat(101)],
  ])("names %s when it is %j", (path, value) => {
    const [field = ""] = path.split(".");
    expect(paths(operatorOrdersInputSchema, { [field]: value })).toEqual([path]);
  });

  test("has the limits of the page size in every message about it", () => {
    for (const limit of [0, 201, 1.5, "ten"])
      expect(problems(operatorOrdersInputSchema, { limit })).toEqual([
        "must be a whole number from 1 to 200",
      ]);
  });
});

describe("the input of a reconciliation", () => {
  const reason = "after the outage";

  test.each(["2026-11-25T08:00:00Z", "2026-11-25T08:00:00.123Z", "2024-02-29T00:00:00Z"])(
    "starts at %s",
    (since) => {
      expect(reconcileInputSchema.parse({ since, reason })).toEqual({ since, reason });
    },
  );

  test.each([
    [undefined],
    [null],
    [1_772_000_000],
    ["yesterday"],
    ["2026-11-25"],
    ["2026-11-25T08:00:00"],
    ["2026-11-25T08:00:00+01:00"],
    ["2026-02-29T00:00:00Z"],
    ["2026-13-01T00:00:00Z"],
    ["2026-11-25T24:00:00Z"],
  ])("names since when it is %j", (since) => {
    expect(paths(reconcileInputSchema, { since, reason })).toEqual(["since"]);
  });

  test("must be an object", () => {
    for (const value of [undefined, null, [], "2026-11-25T08:00:00Z"])
      expect(problems(reconcileInputSchema, value)).toEqual(["must be an object"]);
  });
});

describe("the input that closes an unmatched payment", () => {
  const reason = "refunded at PayPal";

  test.each(["WH-1", "WH-7YX49823S2290830K-0JE13296W68552352", "~".repeat(200)])(
    "can name the event %s",
    (event_id) => {
      expect(closePaymentInputSchema.parse({ event_id, reason })).toEqual({ event_id, reason });
    },
  );

  test.each([[undefined], [null], [7], [""], ["WH 1"], ["WH-1\n"], ["é"], ["a".repeat(201)]])(
    "names event_id when it is %j",
    (event_id) => {
      expect(paths(closePaymentInputSchema, { event_id, reason })).toEqual(["event_id"]);
    },
  );
});

test("a procedure without an input rejects one", () => {
  expect(noInputSchema.safeParse(undefined).success).toBe(true);
  for (const value of [null, {}, "", 0]) expect(noInputSchema.safeParse(value).success).toBe(false);
});
