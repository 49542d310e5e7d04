import { expect, test } from "vitest";
import { auditForeignPayments } from "./audit-foreign-payments.ts";

const foreignPayments = new Map([
  ["NAMED", true],
  ["UNNAMED", false],
]);
const listed = (kind: string, id: string | null) => ({ kind, paypal_order_id: id });
const check = (...rows: readonly ReturnType<typeof listed>[]) =>
  auditForeignPayments(rows, { foreignPayments });

test("accepts a list of exactly the payments that name our orders", () => {
  expect(check(listed("stray", "NAMED"))).toEqual([]);
});

test("finds a stray payment that is not listed", () => {
  expect(check()).toEqual([
    { subject: "NAMED", description: "names our order, but is not listed as stray" },
  ]);
});

test("finds a payment that is listed under another kind", () => {
  expect(check(listed("unknown", "NAMED"))).toEqual([
    { subject: "NAMED", description: "is listed as unknown" },
    { subject: "NAMED", description: "names our order, but is not listed as stray" },
  ]);
});

test.each(["UNNAMED", "OURS", null])("finds that %s is listed", (id) => {
  expect(check(listed("stray", "NAMED"), listed("stray", id))).toEqual([
    { subject: id ?? "", description: "is listed as stray" },
  ]);
});
