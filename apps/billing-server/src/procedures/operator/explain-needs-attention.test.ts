import { describe, expect, test } from "vitest";
import type { OrderEvent } from "../../domain/order-event.ts";
import type { Order, PayPalOrderId } from "../../domain/order.ts";
import type { PayPalRefund } from "../../domain/refund.ts";
import { noopTracer } from "../../ports/tracer.ts";
import { advicePatterns } from "../../testing/advised-actions.ts";
import { operatorAction } from "../../testing/callers.ts";
import { done, fakePayPal } from "../../testing/fake-paypal.ts";
import { createMemoryStore, type MemoryStore } from "../../testing/memory-store.ts";
import {
  approvedOrder,
  sampleMoney,
  sampleOrder,
  orderAtPayPal,
} from "../../testing/sample-order.ts";
import { paypalRefund } from "../../testing/sample-refund.ts";
import { closeOrder } from "./close-order.ts";
import { explain } from "./explain.ts";
import { refundPayment } from "./refund-payment.ts";
import { retryOrder } from "./retry-order.ts";

type Life = (store: MemoryStore, order: Order) => Promise<unknown>;

const cause = { by: "webhook" } as const;
const paid: OrderEvent = { type: "capture_completed", money: sampleMoney(sampleOrder()) };
const delivered: OrderEvent = { type: "delivered", webOrderId: 12 };
const refused: OrderEvent = {
  type: "delivery_refused",
  reason: "The payment was received, but your cluster could not be ordered.",
};
const gaveUp: OrderEvent = {
  type: "gave_up",
  reason: "The payment was received, but the cluster could not be ordered for hours.",
};
const paidTwice: OrderEvent = {
  type: "duplicate_paid",
  money: sampleMoney(sampleOrder()),
  firstOrderId: "FIRST" as PayPalOrderId,
};
const wanted = (amount: bigint | null): OrderEvent => ({
  type: "refund_requested",
  amount,
  reason: "Our team decided to refund your payment.",
});

const happen =
  (...events: OrderEvent[]): Life =>
  async (store, order) => {
    for (const event of events)
      expect(await store.apply(store.row(order), event, cause), event.type).not.toBeNull();
  };
const give =
  (changes: Partial<PayPalRefund>): Life =>
  (store, order) =>
    store.recordRefund(order.id, paypalRefund(changes), cause);
const failRefundWith =
  (failureReason?: string): Life =>
  async (store, order) => {
    const requested = (await store.listRefunds(order.id)).find(
      ({ status }) => status === "requested",
    );
    if (!requested) throw new Error("No refund was requested.");
    await store.failRefund(
      order.id,
      { id: requested.id, failureReason: failureReason ?? null },
      cause,
    );
  };
const failRefund = failRefundWith();
const conflict: OrderEvent = { type: "conflict_found", paypalId: "C-OF-ANOTHER" };
const unapproved: Life = async (store, order) =>
  store.put({ ...order, state: "awaiting_approval", approvalStatus: null });
const begin: Life = (store, order) => store.beginDelivery(store.row(order));
const all = { amount: 3100n, paypalRefundId: "R-2" };

type Way = "retry" | "refund" | "close";
type Case = [name: string, life: Life[], said: RegExp, advised: RegExp, ways: Way[]];

const unpaid: Case[] = [
  [
    "PayPal was unavailable for hours",
    [happen(gaveUp)],
    /the capture failed for more than five hours/,
    /Then retry: .* close the order/,
    ["retry", "close"],
  ],
  [
    "PayPal completed the order and shows no payment",
    [unapproved, happen(gaveUp)],
    /does not show whether the order was paid/,
    /^Search PayPal's dashboard .* retry: PayPal is queried again\. .* close the order/,
    ["retry", "close"],
  ],
  [
    "PayPal deleted the approved order",
    [happen({ type: "order_gone" })],
    /no longer shows the order/,
    /^Search PayPal's dashboard .* retry: PayPal is queried again\. .* close the order/,
    ["retry", "close"],
  ],
  [
    "another order has the capture that PayPal shows for it",
    [happen(conflict)],
    /of another order/,
    /^Compare the two orders .* retry: PayPal is queried again\. .* close the order/,
    ["retry", "close"],
  ],
  [
    "PayPal rejected the capture",
    [
      happen({
        type: "capture_refused",
        reason: "The payment was received, but your cluster could not be ordered.",
      }),
    ],
    /rejected the capture/,
    /Then retry the capture/,
    ["retry", "close"],
  ],
];

const withMoney: Case[] = [
  [
    "another order has a refund that PayPal shows for it",
    [happen(paid, delivered, conflict)],
    /of another order/,
    /was delivered: .*Refund what is owed\. Then close/,
    ["refund", "close"],
  ],
  [
    "the account's balance did not cover a refund of a delivered order",
    [happen(paid, delivered, wanted(200n)), failRefundWith("REFUND_FAILED_INSUFFICIENT_FUNDS")],
    /did not make the refund of 2\.00 EUR at .*: REFUND_FAILED_INSUFFICIENT_FUNDS\. The balance/,
    /^Top up the balance of the PayPal account\. Then retry/,
    ["retry", "refund", "close"],
  ],
  [
    "the payer disputes a payment that was to be partly refunded",
    [happen(paid, refused), failRefundWith("TRANSACTION_DISPUTED")],
    /TRANSACTION_DISPUTED\. The payer has an open case/,
    /^Answer the case .* Then retry/,
    ["retry", "refund"],
  ],
  [
    "PayPal's deadline to refund an undelivered order has passed",
    [happen(paid, refused), failRefundWith("REFUND_TIME_LIMIT_EXCEEDED")],
    /REFUND_TIME_LIMIT_EXCEEDED\. PayPal's deadline to refund/,
    /^Refund the payer outside PayPal.* deliver the cluster .*, retry\. Close the order once the payer is refunded: 31\.00 EUR/,
    ["retry", "refund", "close"],
  ],
  [
    "PayPal's deadline to refund a delivered order has passed",
    [happen(paid, delivered, wanted(200n)), failRefundWith("REFUND_TIME_LIMIT_EXCEEDED")],
    /REFUND_TIME_LIMIT_EXCEEDED/,
    /^Refund the payer outside PayPal.* close the order\.$/,
    ["refund", "close"],
  ],
  [
    "PayPal refunds only the whole payment",
    [happen(paid, wanted(200n)), failRefundWith("PARTIAL_REFUND_NOT_ALLOWED")],
    /allows only a full refund of this payment/,
    /^Decide between a full refund .* deliver the cluster .*, retry\./,
    ["retry", "refund"],
  ],
  [
    "PayPal rejected a refund for an unknown reason",
    [happen(paid, refused), failRefundWith("MOON_PHASE")],
    /rejected the refund with the unknown reason MOON_PHASE/,
    /^Find the cause with PayPal's debug id.* Then retry/,
    ["retry", "refund"],
  ],
  [
    "web-order was unavailable for hours",
    [happen(paid, gaveUp)],
    /delivery failed for hours; it has not reached/,
    /^Retry the delivery\. .* refund the payment/,
    ["retry", "refund"],
  ],
  [
    "web-order was unavailable, and a part was refunded in the dashboard",
    [happen(paid, gaveUp), give({})],
    /delivery failed for hours/,
    /^Retry the delivery\. .* refund the payment/,
    ["retry", "refund"],
  ],
  [
    "web-order never answered",
    [happen(paid), begin, happen(gaveUp)],
    /delivery failed for hours; web-order may have it: its last response/,
    /^Retry: .* Check web-order yourself before you refund/,
    ["retry", "refund"],
  ],
  [
    "the customer paid twice",
    [happen(paidTwice)],
    /already has order FIRST for a cluster of this name/,
    /^Ask the customer .* retry the delivery.* refund the payment/,
    ["retry", "refund"],
  ],
  [
    "a dispute was opened after that",
    [happen(paidTwice, { type: "dispute_opened", disputeId: "D" })],
    /already has order FIRST for a cluster of this name.* A dispute is open/,
    /Answer the dispute .* Also: Ask the customer/,
    ["retry", "refund"],
  ],
  [
    "a part was refunded",
    [happen(paid, wanted(200n)), give({})],
    /part of the payment is still held/,
    /^Retry the delivery\. .* refund the payment/,
    ["retry", "refund"],
  ],
  [
    "PayPal rejected the refund",
    [happen(paid, refused), failRefund],
    /did not make the refund/,
    /Then retry the refund/,
    ["retry", "refund"],
  ],
  [
    "PayPal rejected a partial refund of a delivered order",
    [happen(paid, delivered, wanted(200n)), failRefund],
    /did not make the refund/,
    /Then retry the refund\. .* close the order/,
    ["retry", "refund", "close"],
  ],
  [
    "only a refund in the dashboard is complete",
    [happen(paid, refused), give({}), failRefund],
    /did not make the refund/,
    /Then retry the refund/,
    ["retry", "refund"],
  ],
  [
    "a part of a delivered order was reversed",
    [happen(paid, delivered), give({ kind: "reversal" })],
    /reversed all or part of the payment/,
    /was delivered: .*Refund what is owed\. Then close/,
    ["refund", "close"],
  ],
  [
    "a part was reversed before the delivery",
    [happen(paid), give({ kind: "reversal" })],
    /reversed all or part of the payment/,
    /^Retry the delivery\. .* refund the payment/,
    ["retry", "refund"],
  ],
  [
    "everything was reversed",
    [happen(paid, delivered), give({ ...all, kind: "reversal" })],
    /reversed all or part of the payment/,
    /No funds are held.*Then close/,
    ["close"],
  ],
  [
    "the cluster was ordered after the refund",
    [happen(paid), begin, give(all), happen(delivered)],
    /although its payment was refunded or reversed/,
    /No funds are held.*Then close/,
    ["close"],
  ],
  [
    "everything was refunded by an operator and web-order never answered",
    [happen(paid), begin, give(all), happen(gaveUp)],
    /refunded or reversed during the delivery; web-order may have it/,
    /No funds are held: check whether web-order has the order/,
    ["close"],
  ],
  [
    "the payment was reversed during a refund",
    [happen(paid, wanted(1000n)), give({ kind: "reversal" })],
    /reversed all or part of the payment/,
    /Wait for the refund/,
    ["refund"],
  ],
];

async function live(life: readonly Life[]): Promise<{ store: MemoryStore; order: Order }> {
  const order = approvedOrder();
  const store = createMemoryStore(order);
  for (const step of life) await step(store, order);
  return { store, order: store.row(order) };
}

async function readExplanation({ store, order }: { store: MemoryStore; order: Order }) {
  const refunds = await store.listRefunds(order.id);
  const history = await store.auditEventsSince(order.id, 0);
  return explain({ order, refunds, history }, new Date());
}

describe("an order in manual review is explained", () => {
  test.each([...unpaid, ...withMoney])("%s", async (_, life, said, advised) => {
    const lived = await live(life);
    expect(lived.order.state).toBe("needs_attention");
    const { situation, nextStep } = await readExplanation(lived);
    expect(situation).toMatch(said);
    expect(nextStep).toMatch(advised);
  });
});

test("every order in manual review has an action, except while a refund is under way", () => {
  const without = [...unpaid, ...withMoney].filter(([, , , , ways]) => ways.length === 0);
  expect(without).toEqual([]);
});

const unpaidAtPayPal = fakePayPal();
unpaidAtPayPal.getOrder.mockResolvedValue(
  done(orderAtPayPal(sampleOrder(), { status: "CREATED" })),
);

describe("every advised action is possible", () => {
  const isPossible = (act: Promise<unknown>) =>
    act.then(
      () => true,
      () => false,
    );

  test.each([...unpaid, ...withMoney])("%s", async (_, life, _said, _advised, ways) => {
    const [one, other, third] = [await live(life), await live(life), await live(life)];
    const { nextStep } = await readExplanation(one);
    for (const [way, words] of Object.entries(advicePatterns))
      expect(ways.includes(way as Way) || !words.test(nextStep), way).toBe(true);
    const named = Object.values(advicePatterns).filter((words) => words.test(nextStep));
    expect(named.length).toBeGreaterThan(0);
    const call = operatorAction(one.order);
    const [retry, refund, close] = [
      retryOrder({ store: one.store, tracer: noopTracer }, call),
      refundPayment({ store: other.store, tracer: noopTracer }, call),
      closeOrder({ store: third.store, tracer: noopTracer, paypal: unpaidAtPayPal }, call),
    ];
    expect(await isPossible(retry), "retry").toBe(ways.includes("retry"));
    expect(await isPossible(refund), "refund").toBe(ways.includes("refund"));
    expect(await isPossible(close), "close").toBe(ways.includes("close"));
  });
});
