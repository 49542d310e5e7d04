import { expect, test } from "vitest";
import { auditOrder } from "./audit-order.ts";
import {
  approveBefore,
  createAuditFixture,
  storedEvents,
  storedRefund,
} from "./audited-order.fixture.ts";
import { auditCorrupted, type Corruption, delivered } from "./audited-run.fixture.ts";
import type { StoredOrder } from "./stored-order.ts";

const recorded = {
  scenario: "pays",
  expectedStates: ["provisioned"],
  customer: 1,
  clusterName: "cluster",
} as const;

test("accepts a delivered order on which all sides agree", () => {
  const { audited, deliver } = createAuditFixture();
  deliver();
  const order = audited(delivered);
  expect(auditOrder({ ...order, recorded })).toEqual([]);
});

test("reports every fault of an order, not only the first", () => {
  const { audited } = createAuditFixture();
  const order = audited({ state: "provisioned", captured: 1n, disputed: true });
  expect(auditOrder({ ...order, recorded })).toEqual([
    "PayPal captured 3100 EUR, the database has 1 EUR",
    "is provisioned, but web-order has no row",
    "has 0 events at version 1",
    "is disputed in the database, but not at PayPal",
  ]);
});

const inReview = {
  state: "needs_attention",
  version: 2,
  events: storedEvents("awaiting_approval", "needs_attention"),
} as const;

const expiry: StoredOrder["events"][number] = {
  version: 1,
  event: "order_gone",
  from: null,
  to: "expired",
  by: "sweep",
  at: new Date(approveBefore.getTime() - 1),
};

/** Faults of the one order of a run. */
const corruptions: readonly Corruption[] = [
  {
    name: "the database has a smaller capture than PayPal",
    order: { captured: 3_099n },
    found: ["PayPal captured 3100 EUR, the database has 3099 EUR"],
  },
  {
    name: "PayPal captured twice",
    act: (run) => {
      const { payments } = run.record.purchase_units[0] ?? {};
      payments?.captures.push(...structuredClone(payments.captures));
    },
    found: [
      "was captured 2 times",
      "PayPal captured 6200 EUR, the database has 3100 EUR",
      "the amounts do not add up",
    ],
  },
  {
    name: "PayPal refunded a part that the database does not have",
    act: (run) => run.paypal.refundInDashboard(run.record.id, "1"),
    found: ["PayPal refunded ["],
  },
  {
    name: "the database has a refund that PayPal does not have",
    order: { refunds: [storedRefund({ amount: 100n })], refunded: 100n },
    found: ["PayPal refunded []"],
  },
  {
    name: "a requested refund was not made",
    order: { refunds: [storedRefund({ status: "requested" })] },
    found: ["has a refund that was requested and never made"],
  },
  {
    name: "a cluster was delivered twice",
    act: (run) => run.deliver(),
    found: ["was delivered 2 times"],
  },
  {
    name: "an order of the run was never delivered",
    changes: (run) => ({ sandbox: { ...run.sandbox, webOrder: createAuditFixture().webOrder } }),
    found: ["is provisioned, but web-order has no row"],
  },
  {
    name: "an order has not ended",
    order: { state: "captured", version: 3, events: delivered.events.slice(0, 3) },
    found: ["is left in captured", "was delivered, but is captured"],
  },
  {
    name: "an order ended in another state than its scenario's",
    act: (run) => run.expectStates("expired"),
    found: ["ended in provisioned (a problem)"],
  },
  { name: "the history has a gap", order: { version: 5 }, found: ["has 4 events at version 5"] },
  {
    name: "a dispute is open at PayPal alone",
    act: (run) => run.paypal.openDispute(run.record.id),
    found: ["is disputed at PayPal, but not in the database"],
  },
  {
    name: "one approval led to two declined captures",
    act: (run) => run.record.declines.push({ approval: 1, key: "a" }, { approval: 1, key: "b" }),
    found: ["approval 1 led to 2 declined captures"],
  },
  {
    name: "an order expired before its deadline",
    order: {
      state: "expired",
      version: 1,
      events: [expiry],
    },
    found: [
      "ended in expired",
      "was delivered, but is expired",
      "expired at 2026-03-01T12:59:59.999Z, before its deadline",
    ],
  },
  {
    name: "PayPal's reason for holding a payment is not stored",
    act: (run) => {
      const held = run.record.purchase_units[0]?.payments?.captures[0];
      if (held) held.status_details = { reason: "ECHECK" };
      run.expectStates("capture_pending");
    },
    order: {
      state: "capture_pending",
      version: 2,
      events: storedEvents("awaiting_approval", "capture_pending"),
    },
    found: ["was delivered, but is capture_pending", "PayPal holds the payment for ECHECK"],
  },
  {
    name: "an order is in manual review without a problem text",
    act: (run) => {
      run.expectStates("needs_attention");
      run.paypal.refuseRefunds(run.record.id, "TRANSACTION_DISPUTED");
    },
    order: {
      ...inReview,
      problem: null,
      refunds: [storedRefund({ status: "failed", failureReason: "TRANSACTION_DISPUTED" })],
    },
    found: ["is in manual review without a reason"],
  },
  {
    name: "PayPal's reason for rejecting a refund is not stored",
    act: (run) => {
      run.expectStates("needs_attention");
      run.paypal.refuseRefunds(run.record.id, "TRANSACTION_DISPUTED");
    },
    order: inReview,
    found: ["PayPal rejected the refund with TRANSACTION_DISPUTED"],
  },
];

test.each(corruptions)("finds that $name", (corruption) => {
  expect(auditCorrupted(corruption)).toEqual(corruption.found);
});
