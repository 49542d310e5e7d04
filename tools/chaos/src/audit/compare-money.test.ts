import type { MoneyReport } from "@onekonsole/billing-server/ports/operator-store";
import { expect, test } from "vitest";
import { createRunRecord } from "../run-record.ts";
import { createAuditFixture } from "./audited-order.fixture.ts";
import { auditMoney, compareMoney, sumCaptures } from "./compare-money.ts";

const [report] = compareMoney([], new Map([["EUR", 0n]]));
const reportWith = (changes: Partial<MoneyReport> = {}) =>
  ({ ...report, captured: 3_100n, ...changes }) as MoneyReport;
const violations = (changes: Partial<MoneyReport>, captured = 3_100n) =>
  auditMoney(compareMoney([reportWith(changes)], new Map([["EUR", captured]])));

test("sumCaptures sums the service's orders by currency, without foreign payments", () => {
  const { paypal, record: paid } = createAuditFixture();
  paypal.payElsewhere({ currency_code: "EUR", value: "1.50" }, "two");
  paypal.payElsewhere({ currency_code: "JPY", value: "500" }, "three");
  const record = createRunRecord();
  expect(sumCaptures(paypal, record)).toEqual(
    new Map([
      ["EUR", 3_250n],
      ["JPY", 500n],
    ]),
  );
  record.recordForeignPayment(paid.id, true);
  expect(sumCaptures(paypal, record).get("EUR")).toBe(150n);
});

test("compareMoney has a line for each currency that only one side has", () => {
  const lines = compareMoney([reportWith({ currency: "EUR" })], new Map([["USD", 7n]]));
  expect(lines).toMatchObject([
    { currency: "EUR", captured: 3_100n, capturedAtPayPal: 0n },
    { currency: "USD", captured: 0n, capturedAtPayPal: 7n },
  ]);
});

test("auditMoney accepts equal amounts and finds every mismatch", () => {
  expect(violations({})).toEqual([]);
  const found = [{ subject: "EUR", description: "the amounts do not add up" }];
  expect(violations({}, 3_099n)).toEqual(found);
  expect(violations({ unaccounted: 1n })).toEqual(found);
  expect(violations({ unaccounted: -1n })).toEqual(found);
  expect(violations({ faults: 1 })).toEqual(found);
});
