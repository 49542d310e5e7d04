import { expect, test } from "vitest";
import type { Cause } from "../domain/audit-event.ts";
import { captureLog } from "../testing/captured-log.ts";
import { sampleOrder } from "../testing/sample-order.ts";
import { newOrder } from "../testing/store-under-test.ts";
import { logTransitions } from "./log-transitions.ts";

function setUp() {
  const { log, lines } = captureLog();
  return { ...logTransitions(log), said: () => lines.map((line) => JSON.parse(line) as object) };
}

const isRefundTakenBack = false;
const order_id = "5O190127TN364715T";
const held = sampleOrder({ state: "needs_attention" });
const operator: Cause = { by: "operator", actor: "Ada (7)", note: "They asked for it." };

test("a new order is logged with PayPal's debug id", () => {
  const { onCreated, said } = setUp();
  const order = newOrder();
  onCreated(order, { by: "create", debugId: "D1" });
  const fields = { order_id: order.paypalOrderId, custom_id: order.id, debug_id: "D1" };
  expect(said()).toMatchObject([{ level: 30, ...fields, msg: "order created" }]);
});

test("an order in manual review is logged with its cause", () => {
  const { onTransition, said } = setUp();
  const event = { type: "duplicate_paid", money: { captureId: "C1", currency: "EUR", amount: 1n } };
  const cause = { by: "approve", debugId: "D2" } as const;
  onTransition({
    order: held,
    was: "awaiting_approval",
    isRefundTakenBack,
    event: event as never,
    cause,
  });
  const fields = { event: "duplicate_paid", was: "awaiting_approval", state: "needs_attention" };
  expect(said()).toMatchObject([
    { level: 40, order_id, ...fields, by: "approve", debug_id: "D2", msg: "order needs attention" },
  ]);
});

test("an operator's action is logged with the operator, without the reason", () => {
  const { onTransition, said } = setUp();
  const order = sampleOrder({ state: "captured" });
  const event = { type: "delivery_retried" } as const;
  onTransition({ order, was: held.state, isRefundTakenBack, event, cause: operator });
  const fields = { event: "delivery_retried", was: "needs_attention", state: "captured" };
  expect(said()).toMatchObject([
    { level: 30, order_id, ...fields, actor: "Ada (7)", msg: "operator acted" },
  ]);
  expect(JSON.stringify(said())).not.toContain("asked");
});

test("transitions that jobs log, and those of an order in review, are not logged again", () => {
  const { onTransition, said } = setUp();
  const event = { type: "payer_approved" } as const;
  const cause = { by: "approve" } as const;
  onTransition({
    order: sampleOrder({ state: "approved" }),
    was: "awaiting_approval",
    isRefundTakenBack,
    event,
    cause,
  });
  onTransition({ order: held, was: "needs_attention", isRefundTakenBack, event, cause });
  expect(said()).toEqual([]);
});

test("a refund that was taken back is logged, since its credit note remains", () => {
  const { onTransition, said } = setUp();
  const order = sampleOrder({ state: "provisioned" });
  const event = {
    type: "reversal_cancelled",
    total: 0n,
    refunded: 0n,
    isRefundUnderWay: false,
  } as const;
  const cause = { by: "webhook" } as const;
  onTransition({ order, was: "refunded", isRefundTakenBack: true, event, cause });
  expect(said()).toMatchObject([
    { level: 40, order_id, event: "reversal_cancelled", msg: expect.stringMatching(/credit note/) },
  ]);
});
