import { operatorOrderSchema } from "@onekonsole/billing-contract/schemas";
import { describe, expect, test } from "vitest";
import type { Order } from "../../domain/order.ts";
import type { Refund } from "../../domain/refund.ts";
import type { DetailedAuditEvent } from "../../ports/operator-store.ts";
import type { OrderStore } from "../../ports/order-store.ts";
import { operatorAction, operatorCaller } from "../../testing/callers.ts";
import { createMemoryStore } from "../../testing/memory-store.ts";
import { auditEvent, sampleOperators } from "../../testing/sample-operators.ts";
import { capturedOrder, provisionedOrder, sampleOrder } from "../../testing/sample-order.ts";
import { receiptOf } from "../../testing/sample-receipt.ts";
import { refundRow } from "../../testing/sample-refund.ts";
import { showOrder } from "./show-order.ts";

interface Extras {
  readonly refunds?: readonly Refund[];
  readonly history?: readonly DetailedAuditEvent[];
  readonly store?: Partial<OrderStore>;
}

async function shown(order: Order, { refunds = [], history = [], store: parts }: Extras = {}) {
  const store = { ...createMemoryStore(order), ...parts };
  store.putRefunds(order.id, refunds);
  const operators = sampleOperators({
    stateSince: async () => new Date("2026-03-01T10:04:00Z"),
    audit: async () => history,
  });
  const found = await showOrder({ store, operators }, operatorAction(order));
  expect(operatorOrderSchema.parse(found)).toEqual(found);
  return found;
}

const eur = (value: string) => ({ currency_code: "EUR", value });

describe("an order shown to an operator", () => {
  test("has its situation, its money and all other details", async () => {
    const openDisputes = ["PP-D-1"];
    const order = provisionedOrder({ refundedAmount: 200n, reversedAmount: 100n, openDisputes });
    expect(await shown(order)).toMatchObject({
      order_id: order.paypalOrderId,
      custom_id: order.id,
      state: "provisioned",
      state_since: "2026-03-01T10:04:00.000Z",
      order_details: order.details,
      capture_id: "2GG279541U471931P",
      captured_amount: eur("31.00"),
      refunded_amount: eur("2.00"),
      reversed_amount: eur("1.00"),
      refundable_amount: eur("28.00"),
      disputed: true,
      delivery: "none",
      web_order_id: 12,
      situation: expect.stringContaining("web-order has it"),
      next_step: expect.stringContaining("Answer the dispute"),
    });
  });

  test("has the numbers of its receipts, and issues none", async () => {
    const order = capturedOrder();
    const receipt = receiptOf(order);
    const unused = async () => Promise.reject(new Error("Issued."));
    const found = await shown(order, {
      store: { listReceipts: async () => [receipt], issueReceipts: unused },
    });
    const { number, kind, issued_time, total_amount } = receipt;
    expect(found.receipts).toEqual([{ number, kind, issued_time, total_amount }]);
  });

  test("has its possible actions, and the obstacle to each other one", async () => {
    expect(await shown(capturedOrder({ state: "needs_attention" }))).toMatchObject({
      available_actions: [
        { action: "retry", target: "delivery" },
        { action: "refund", amount: eur("31.00") },
      ],
      unavailable_actions: [{ action: "close", obstacle: expect.stringContaining("31.00 EUR") }],
    });
  });

  test("names the capture and the order that has it", async () => {
    const note = "PayPal shows capture C1 of 31.00 EUR, which order OTHER has.";
    const history = [auditEvent({ event: "conflict_found", by: "webhook", note })];
    const found = await shown(sampleOrder({ state: "needs_attention" }), { history });
    expect(found.situation).toContain(note);
    expect(found.next_step).toMatch(/^Compare the two orders/);
  });

  test("has no money before the payment", async () => {
    expect(await shown(sampleOrder())).toMatchObject({
      amount: eur("31.00"),
      captured_amount: null,
      refunded_amount: null,
      reversed_amount: null,
      refundable_amount: null,
    });
  });

  test("shows money in the currency of the capture, not the order's", async () => {
    const money = { capturedAmount: 3100n, capturedCurrency: "JPY" };
    const order = capturedOrder({ state: "refunding", ...money });
    const { captured_amount: captured, refunds } = await shown(order, {
      refunds: [refundRow({ amount: 200n })],
    });
    expect(captured).toEqual({ currency_code: "JPY", value: "3100" });
    expect(refunds[0]?.amount).toEqual({ currency_code: "JPY", value: "200" });
  });

  test("has each refund and reversal; one without an amount is for all that remained", async () => {
    const refunds = [
      refundRow({
        status: "failed",
        failureReason: "REFUND_TIME_LIMIT_EXCEEDED",
        failedAt: new Date("2026-03-01T11:00:00Z"),
      }),
      refundRow({ amount: null }),
      refundRow({ paypalRefundId: "R-1", status: "completed", kind: "reversal" }),
    ];
    const found = await shown(provisionedOrder(), { refunds });
    expect(found.refunds).toEqual([
      {
        id: refunds[0]?.id,
        paypal_refund_id: null,
        amount: eur("2.00"),
        status: "failed",
        kind: "refund",
        failure_reason: "REFUND_TIME_LIMIT_EXCEEDED",
        failed_time: "2026-03-01T11:00:00.000Z",
      },
      {
        id: refunds[1]?.id,
        paypal_refund_id: null,
        amount: null,
        status: "requested",
        kind: "refund",
        failure_reason: null,
        failed_time: null,
      },
      {
        id: refunds[2]?.id,
        paypal_refund_id: "R-1",
        amount: eur("2.00"),
        status: "completed",
        kind: "reversal",
        failure_reason: null,
        failed_time: null,
      },
    ]);
    expect(found.refundable_amount).toBeNull();
  });

  test("has the actor, the reason and PayPal's debug id of every event", async () => {
    const act = { by: "operator", actor: "ada (u-1)", note: "asked on the phone" } as const;
    const history = [auditEvent(), auditEvent({ version: 3, ...act, problem: "P", debugId: "d1" })];
    const found = await shown(capturedOrder(), { history });
    expect(found.history).toEqual([
      {
        version: 2,
        time: "2026-03-01T10:04:00.000Z",
        event: "payer_approved",
        from_state: "awaiting_approval",
        to_state: "approved",
        caused_by: "webhook",
        actor: null,
        note: null,
        problem: null,
        debug_id: null,
      },
      expect.objectContaining({
        version: 3,
        caused_by: "operator",
        actor: "ada (u-1)",
        note: "asked on the phone",
        problem: "P",
        debug_id: "d1",
      }),
    ]);
  });

  test("is not found if it does not exist", async () => {
    const store = createMemoryStore();
    const call = { caller: operatorCaller, input: { order_id: "0UNKNOWN00000000" } };
    const requested = showOrder({ store, operators: sampleOperators() }, call);
    await expect(requested).rejects.toMatchObject({ code: "order_not_found" });
  });
});
