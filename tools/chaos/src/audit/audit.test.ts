import { expect, test } from "vitest";
import type { StoredReceipts } from "./audit-receipts.ts";
import { auditEvidence } from "./audit.ts";
import { storedEvents } from "./audited-order.fixture.ts";
import {
  auditCorrupted,
  type Corruption,
  createRunFixture,
  delivered,
  moneyReports,
  type RunFixture,
} from "./audited-run.fixture.ts";
import type { StoredOrder } from "./stored-order.ts";

test("a correct run has no violation", () => {
  expect(auditEvidence(createRunFixture().evidence({}, {}))).toMatchObject({
    violations: [],
    deliveredThenReturned: 0,
    money: [{ currency: "EUR", captured: 3_100n, capturedAtPayPal: 3_100n }],
  });
});

const inReview = {
  state: "needs_attention",
  version: 2,
  events: storedEvents("awaiting_approval", "needs_attention"),
} as const;

const customer = { customer: 1, clusterName: "cluster", expectedStates: ["provisioned"] } as const;

const unbroken = { name: "2026", last: 2, documents: 2, highest: 2 } as const;

const withReceipts = (receipts: Partial<StoredReceipts>) => ({
  receipts: { series: [], withoutReceipt: [], withoutCreditNote: [], ...receipts },
});

const corruptions: readonly Corruption[] = [
  {
    name: "the money report has less than PayPal captured",
    changes: () => ({ moneyReports: moneyReports(3_000n) }),
    found: ["the amounts do not add up"],
  },
  {
    name: "the money report has an amount that is unaccounted for",
    changes: () => ({ moneyReports: moneyReports().map((it) => ({ ...it, unaccounted: 1n })) }),
    found: ["the amounts do not add up"],
  },
  {
    name: "the money report has no line for a currency",
    changes: () => ({ moneyReports: [] }),
    found: ["the amounts do not add up"],
  },
  {
    name: "a paid PayPal order is not stored",
    act: (run) => run.paypal.payElsewhere({ currency_code: "EUR", value: "0" }, "two"),
    found: ["was paid, but is not in the database"],
  },
  {
    name: "one cluster was sold to two orders",
    changes: (run) => ({ orders: [run.stored(delivered), secondOrder(run)] }),
    found: ["one cluster was sold 2 times"],
  },
  {
    name: "an order that a customer received is not stored",
    act: (run) => run.runRecord.recordOrder("LOST", { ...customer, scenario: "pays" }),
    found: ["was returned to a customer, but is not in the database"],
  },
  {
    name: "an order is in manual review without need",
    act: (run) => run.expectStates("needs_attention"),
    order: inReview,
    found: ["is in manual review without need"],
  },
  {
    name: "a violation was recorded during the run",
    act: (run) => run.runRecord.recordViolation("server 1", "exited unexpectedly"),
    found: ["exited unexpectedly"],
  },
  {
    name: "a stray payment is not listed",
    act: (run) => run.runRecord.recordForeignPayment("STRAY", true),
    found: ["names our order, but is not listed as stray"],
  },
  {
    name: "an order of the service is listed as stray",
    changes: (run) => ({
      unmatchedPayments: [{ kind: "stray", paypal_order_id: run.record.id }],
    }),
    found: ["is listed as stray"],
  },
  {
    name: "a job is left over",
    changes: () => ({ leftovers: [{ subject: "job", description: "a capture job is still" }] }),
    found: ["a capture job is still"],
  },
  {
    name: "a number has no receipt",
    changes: () => withReceipts({ series: [{ ...unbroken, documents: 1 }] }),
    found: ["has 1 documents for 2 numbers"],
  },
  {
    name: "a document has a number that was not drawn",
    changes: () => withReceipts({ series: [{ ...unbroken, highest: 3 }] }),
    found: ["has 2 documents for 2 numbers"],
  },
  {
    name: "a payment has no receipt",
    changes: () => withReceipts({ series: [unbroken], withoutReceipt: ["A"] }),
    found: ["is paid, and has no receipt"],
  },
  {
    name: "a refund has no credit note",
    changes: () => withReceipts({ withoutCreditNote: ["A"] }),
    found: ["has a refund without a credit note"],
  },
  {
    name: "an action of the run never ran",
    changes: () => ({ deferred: { leftover: 3 } }),
    found: ["3 deferred actions never ran"],
  },
];

test.each(corruptions)("finds that $name", (corruption) => {
  expect(auditCorrupted(corruption)).toEqual(corruption.found);
});

test("counts returned deliveries, and reviews by reason", () => {
  const run = createRunFixture();
  run.paypal.reverse(run.record.id);
  const orders = [
    run.stored(inReview),
    run.stored({ id: "two", paypalOrderId: "B", clusterName: "b" }),
    run.stored({ id: "three", paypalOrderId: "C", clusterName: "c" }),
  ];
  const { deliveredThenReturned, manualReviews } = auditEvidence(run.evidence({ orders }, {}));
  expect(deliveredThenReturned).toBe(1);
  expect([...manualReviews]).toEqual([
    ["PayPal reversed the payment", 1],
    ["none", 2],
  ]);
});

/** A correct delivered order of the same user for the same cluster name. */
function secondOrder({ paypal, runRecord, deliver, stored }: RunFixture): StoredOrder {
  const paid = paypal.payElsewhere({ currency_code: "EUR", value: "0" }, "two");
  runRecord.recordOrder(paid.id, { ...customer, scenario: "pays" });
  deliver({ paypal_id: paid.id });
  const captureId = paid.purchase_units[0]?.payments?.captures[0]?.id ?? null;
  return stored({ ...delivered, id: "two", paypalOrderId: paid.id, captured: 0n, captureId });
}
