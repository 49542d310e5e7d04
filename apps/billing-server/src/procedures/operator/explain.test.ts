import { orderStates } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import type { AuditEvent } from "../../domain/audit-event.ts";
import type { Order, PayPalOrderId } from "../../domain/order.ts";
import { problemTexts } from "../../domain/problem-texts.ts";
import type { Refund } from "../../domain/refund.ts";
import { capturedOrder, provisionedOrder, sampleOrder } from "../../testing/sample-order.ts";
import { refundRow } from "../../testing/sample-refund.ts";
import { explain } from "./explain.ts";

const inTime = new Date("2026-03-01T11:00:00Z");
const tooLate = new Date("2026-03-01T13:00:01Z");

interface Extras {
  readonly refunds?: readonly Refund[];
  readonly events?: readonly AuditEvent["event"][];
  readonly now?: Date;
}

function explained(order: Order, { refunds = [], events = [], now = inTime }: Extras = {}) {
  const history = events.map((event) => ({ event }));
  const { situation, nextStep } = explain({ order, refunds, history }, now);
  return `${situation} → ${nextStep}`;
}

const requested = [refundRow()];
const pending = [refundRow({ status: "pending", paypalRefundId: "R-1" })];
const provisionedAt = new Date("2026-03-01T10:06:00Z");

type Case = [name: string, order: Order, extras: Extras, said: RegExp, advised: RegExp];

const byItself: Case[] = [
  [
    "one that awaits approval",
    sampleOrder(),
    {},
    /^The payer has until 2026-03-01T13:00:00.000Z to approve/,
    /Nothing/,
  ],
  [
    "one whose payer needs another payment method",
    sampleOrder({ problem: "PayPal declined the payment." }),
    {},
    /could not charge the payer's payment method: the payer has until/,
    /Nothing/,
  ],
  [
    "one past its deadline",
    sampleOrder(),
    { now: tooLate },
    /deadline was 2026-03-01T13:00:00.000Z/,
    /readyz/,
  ],
  [
    "an approved one",
    sampleOrder({ state: "approved" }),
    {},
    /approved, and a job captures/,
    /readyz/,
  ],
  [
    "one that PayPal reviews",
    sampleOrder({ state: "capture_pending" }),
    {},
    /holds the payment and has not decided/,
    /dashboard/,
  ],
  ...(
    [
      ["ECHECK", /payer's bank is transferring .* ECHECK/, /Nothing/],
      ["TRANSACTION_APPROVED_AWAITING_FUNDING", /payer has to send/, /Nothing/],
      ["PENDING_REVIEW", /reviews it/, /Nothing/],
      ["RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION", /until the merchant accepts it/, /Accept/],
      ["INTERNATIONAL_WITHDRAWAL", /until the merchant accepts it/, /Accept/],
      ["UNILATERAL", /confirmed the payee's e-mail address/, /confirm it/],
      ["VERIFICATION_REQUIRED", /not verified/, /verify the merchant's account/],
      ["CHARGEBACK", /disputes it/, /Resolution Center/],
      ["MOON_PHASE", /PayPal's reason: MOON_PHASE\.$/, /dashboard/],
    ] as const
  ).map(([pendingReason, said, advised]): Case => [
    `one that PayPal holds for ${pendingReason}`,
    sampleOrder({ state: "capture_pending", pendingReason }),
    {},
    said,
    advised,
  ]),
  [
    "one that ended because another order had the cluster name",
    sampleOrder({ state: "expired", firstOrderId: "FIRST" as PayPalOrderId }),
    {},
    /order FIRST of the same user already had the cluster name.* No money was taken/,
    /^→ Nothing: the user has the first order/,
  ],
  [
    "one that expired",
    sampleOrder({ state: "expired" }),
    {},
    /No payment arrived .* reopens the order/,
    /Nothing/,
  ],
  [
    "one that PayPal declined",
    sampleOrder({ state: "capture_failed", problem: "PayPal declined the payment." }),
    {},
    /No money was taken: PayPal declined/,
    /can order again/,
  ],
  [
    "one whose approval did not match",
    sampleOrder({
      state: "capture_failed",
      problem: "The payment differs from the amount due.",
    }),
    {},
    /No money was taken: The payment differs/,
    /can order again/,
  ],
];

const withMoney: Case[] = [
  [
    "a paid one that was not sent",
    capturedOrder(),
    {},
    /has not reached web-order/,
    /web-order is available/,
  ],
  [
    "a paid one without a response",
    capturedOrder({ delivery: "open" }),
    {},
    /response was not received, so the order is looked up/,
    /web-order is available/,
  ],
  [
    "a paid one after web-order's error",
    capturedOrder({ delivery: "answered" }),
    {},
    /returned an error/,
    /web-order is available/,
  ],
  [
    "a provisioned one",
    provisionedOrder(),
    {},
    /web-order has it\./,
    /^→ Nothing\. Up to 31\.00 EUR can be refunded\.$/,
  ],
  [
    "a provisioned one with a requested refund",
    provisionedOrder(),
    { refunds: requested, events: ["delivered", "refund_requested"] },
    /web-order has it\. A refund is requested/,
    /open breaker/,
  ],
  [
    "a provisioned one whose refund waits for the account's balance",
    provisionedOrder(),
    {
      refunds: [
        refundRow({
          failureReason: "REFUND_FAILED_INSUFFICIENT_FUNDS",
          failedAt: new Date("2026-03-01T10:30:00Z"),
        }),
      ],
      events: ["delivered", "refund_requested"],
    },
    /did not make the refund of 2\.00 EUR at 2026-03-01T10:30:00\.000Z: REFUND_FAILED_INSUFFICIENT_FUNDS\./,
    /^→ Top up the balance of the PayPal account\. The refund is retried automatically\./,
  ],
  [
    "one whose full refund waits for the account's balance",
    capturedOrder({ state: "refunding" }),
    { refunds: [refundRow({ amount: null, failureReason: "REFUND_FAILED_INSUFFICIENT_FUNDS" })] },
    /did not make the refund: REFUND_FAILED_INSUFFICIENT_FUNDS\. The balance/,
    /^→ Top up the balance/,
  ],
  [
    "a provisioned one whose refund failed in an earlier release",
    provisionedOrder(),
    {
      refunds: [refundRow({ status: "failed" })],
      events: ["delivered", "refund_requested", "refund_failed", "dispute_closed"],
    },
    /did not make the refund of 2\.00 EUR/,
    /Find the cause .* can be refunded/,
  ],
  [
    "one whose refund failed once and then completed",
    provisionedOrder({ refundedAmount: 200n }),
    {
      refunds: [refundRow({ status: "failed" }), refundRow({ status: "completed" })],
      events: ["delivered", "refund_failed", "refund_requested", "partly_refunded"],
    },
    /web-order has it\./,
    /can be refunded/,
  ],
  [
    "one that is refunded by a job",
    capturedOrder({ state: "refunding" }),
    { refunds: [...pending, ...requested] },
    /a job retries it/,
    /readyz/,
  ],
  [
    "one whose refund the bank has not completed",
    capturedOrder({ state: "refunding" }),
    { refunds: pending },
    /the bank has not completed it/,
    /Nothing/,
  ],
  [
    "a refunded one",
    capturedOrder({ state: "refunded", refundedAmount: 3100n }),
    {},
    /full amount was refunded or reversed/,
    /→ Nothing\.$/,
  ],
  [
    "a refunded one that has its cluster",
    capturedOrder({ state: "refunded", refundedAmount: 3100n, provisionedAt }),
    {},
    /full amount was refunded or reversed/,
    /decide whether the cluster keeps running, and stop it at web-order/,
  ],
  [
    "a disputed one",
    provisionedOrder({ openDisputes: ["PP-D-1"] }),
    {},
    /web-order has it\. A dispute is open/,
    /Answer the dispute .*\. Also: Nothing\. Up to/,
  ],
];

describe("an order is explained", () => {
  test.each([...byItself, ...withMoney])("%s", (_, order, extras, said, advised) => {
    const [situation, nextStep] = explained(order, extras).split(" → ");
    expect(situation).toMatch(said);
    expect(`→ ${nextStep}`).toMatch(advised);
  });

  test.each(orderStates)("whatever its state: %s", (state) => {
    const { problem: _, ...paid } = capturedOrder({ state });
    for (const order of [sampleOrder({ state }), { ...paid, problem: problemTexts.refund_failed }])
      expect(explained(order)).toMatch(/^[A-Z].*\. → [A-Z].*\.$/s);
  });
});
