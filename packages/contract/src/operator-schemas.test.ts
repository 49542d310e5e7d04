import { describe, expect, test } from "vitest";
import type { z } from "zod";
import {
  moneyReportSchema,
  operatorOrderSchema,
  unmatchedPaymentsSchema,
} from "./operator-schemas.ts";

const paths = (schema: z.ZodType, value: unknown): string[] =>
  (schema.safeParse(value).error?.issues ?? []).map(({ path }) => path.join("."));

const act = { order_id: "5O190127TN364715T", version: 3, reason: "as agreed" };
const money = { currency_code: "EUR", value: "31.00" };
const time = "2026-03-01T10:00:00.000Z";

describe("an order, as an operator reads it", () => {
  const order: z.input<typeof operatorOrderSchema> = {
    order_id: act.order_id,
    state: "needs_attention",
    version: 3,
    user_id: "0b1f4c1e-52a7-4bd8-9d0a-2f6f0c7a9e31",
    cluster_name: "blue-lake",
    amount: money,
    captured_amount: null,
    disputed: false,
    pending_reason: null,
    problem: null,
    create_time: time,
    state_since: time,
    net_amount: null,
    vat_amount: null,
    vat: null,
    custom_id: "6a1f0f7e-7f3c-4d2e-9a57-0c2b8d1e4f60",
    order_details: {
      user_id: "0b1f4c1e-52a7-4bd8-9d0a-2f6f0c7a9e31",
      cluster_name: "blue-lake",
      images_storage: 10,
      has_monitoring: false,
      monitoring_storage: 0,
      has_alerting: false,
    },
    capture_id: null,
    refunded_amount: null,
    reversed_amount: null,
    refundable_amount: null,
    delivery: "none",
    web_order_id: null,
    situation: "PayPal shows no payment.",
    next_step: "Close the order.",
    available_actions: [{ action: "close", outcome: "no_money", effect: "It ends." }],
    unavailable_actions: [{ action: "retry", obstacle: "Nothing failed." }],
    receipts: [],
    refunds: [],
    history: [],
  };
  const withActions = (available_actions: unknown[]) =>
    paths(operatorOrderSchema, { ...order, available_actions });

  test("is valid", () => {
    expect(operatorOrderSchema.parse(order)).toEqual(order);
  });

  test.each(Object.keys(order))("requires %s, which may be null", (name) => {
    const { [name]: _, ...incomplete } = order as Record<string, unknown>;
    expect(paths(operatorOrderSchema, incomplete)).toEqual([name]);
  });

  test("has a refund only with the maximum amount", () => {
    expect(withActions([{ action: "refund", amount: money, effect: "E." }])).toEqual([]);
    expect(withActions([{ action: "refund", amount: null, effect: "E." }])).toEqual([
      "available_actions.0.amount",
    ]);
    expect(withActions([{ action: "refund", effect: "E." }])).toEqual([
      "available_actions.0.amount",
    ]);
  });

  test("has a retry only with its target", () => {
    for (const target of ["capture", "delivery", "refund"])
      expect(withActions([{ action: "retry", target, amount: null, effect: "E." }])).toEqual([]);
    expect(withActions([{ action: "retry", amount: null, effect: "E." }])).toEqual([
      "available_actions.0.target",
    ]);
  });

  test("has a close only with what happens to the money", () => {
    for (const outcome of ["no_money", "kept_for_cluster", "paid_back_outside"])
      expect(withActions([{ action: "close", outcome, effect: "E." }])).toEqual([]);
    expect(withActions([{ action: "close", outcome: "kept", effect: "E." }])).toEqual([
      "available_actions.0.outcome",
    ]);
  });

  test("has no unknown action", () => {
    expect(withActions([{ action: "approve", effect: "E." }])).toEqual([
      "available_actions.0.action",
    ]);
  });

  test("has each refund with status and kind; a refund of all that remains has no amount", () => {
    const refund = {
      id: "R",
      paypal_refund_id: null,
      amount: null,
      status: "requested",
      kind: "refund",
      failure_reason: null,
      failed_time: null,
    };
    const refunds = (changed: object) =>
      paths(operatorOrderSchema, { ...order, refunds: [{ ...refund, ...changed }] });
    for (const status of ["requested", "pending", "completed", "failed"])
      expect(refunds({ status })).toEqual([]);
    expect(refunds({ kind: "reversal", amount: money, failed_time: time })).toEqual([]);
    expect(refunds({ status: "COMPLETED" })).toEqual(["refunds.0.status"]);
    expect(refunds({ kind: "chargeback" })).toEqual(["refunds.0.kind"]);
    expect(refunds({ failed_time: "yesterday" })).toEqual(["refunds.0.failed_time"]);
  });
});

describe("an unmatched payment", () => {
  const payment = {
    event_id: "WH-1",
    kind: "stray",
    order_id: null,
    capture_id: null,
    named_order_id: null,
    custom_id: null,
    amount: money,
    found_time: time,
    next_step: "Refund it at PayPal.",
  };
  const check = (changed: object) =>
    paths(unmatchedPaymentsSchema, { payments: [{ ...payment, ...changed }] });

  test("is stray or lost", () => {
    expect(check({})).toEqual([]);
    expect(check({ kind: "lost", order_id: "A" })).toEqual([]);
    expect(check({ kind: "unknown" })).toEqual(["payments.0.kind"]);
  });

  // PayPal's amount is shown as received: the payment belongs to no order whose currency is known.
  test("shows an amount in any currency and form, or none", () => {
    expect(check({ amount: { currency_code: "xau", value: "1.005" } })).toEqual([]);
    expect(check({ amount: null })).toEqual([]);
    expect(check({ amount: { currency_code: "EUR", value: 31 } })).toEqual([
      "payments.0.amount.value",
    ]);
  });
});

test("the ledger has one row for each currency, with every column", () => {
  const row = {
    currency_code: "EUR",
    captured: "31.00",
    provisioned: "31.00",
    refunded: "0.00",
    reversed: "0.00",
    in_hands: "0.00",
    unaccounted: "0.00",
    faults: 0,
    faulty_orders: [],
  };
  expect(moneyReportSchema.parse([row])).toEqual([row]);
  for (const name of Object.keys(row)) {
    const { [name]: _, ...incomplete } = row as Record<string, unknown>;
    expect(paths(moneyReportSchema, [incomplete])).toEqual([`0.${name}`]);
  }
});
