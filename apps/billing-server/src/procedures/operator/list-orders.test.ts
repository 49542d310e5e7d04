import type { AppInputs } from "@onekonsole/billing-contract";
import {
  operatorOrdersInputSchema,
  operatorOrdersSchema,
} from "@onekonsole/billing-contract/schemas";
import { describe, expect, test } from "vitest";
import type { OrderId } from "../../domain/order.ts";
import type { OperatorStore, OrderQuery, OrderWithStateSince } from "../../ports/operator-store.ts";
import { operatorCaller } from "../../testing/callers.ts";
import { sampleOperators, standing } from "../../testing/sample-operators.ts";
import { capturedOrder, sampleOrder } from "../../testing/sample-order.ts";
import { listOrders } from "./list-orders.ts";

const listFrom = (operators: OperatorStore, input: AppInputs["operator"]["orders"]) =>
  listOrders({ operators }, { caller: operatorCaller, input });

/** A store that lists these orders and records the query. */
function requested(...found: OrderWithStateSince[]) {
  const queries: OrderQuery[] = [];
  const list = async (query: OrderQuery) => {
    queries.push(query);
    return found.slice(0, query.limit);
  };
  return { queries, operators: sampleOperators({ list }) };
}

const stuck = standing(
  capturedOrder({
    state: "needs_attention",
    problem: "The payment was received, but the cluster could not be ordered for hours.",
  }),
);
const other = standing(
  sampleOrder({ id: "0b7d7c0a-9d4e-4a53-8c0e-0f3ad7a0d2b1" as OrderId }),
  new Date("2026-03-01T09:00:00Z"),
);

const heldFor = (pendingReason: string) =>
  standing(sampleOrder({ state: "capture_pending", pendingReason }));

const nothingAsked = { states: undefined, disputed: false, refundUnderWay: false };

describe("the operators' list", () => {
  test("queries 50 orders of all states by default", async () => {
    const { queries, operators } = requested();
    expect(await listFrom(operators, undefined)).toEqual({ orders: [], next: null });
    expect(queries).toEqual([{ ...nothingAsked, forMs: 0, limit: 50, after: null }]);
  });

  test("queries states, age and number as sent", async () => {
    const { queries, operators } = requested();
    await listFrom(operators, { states: ["captured"], older_than_seconds: 90, limit: 7 });
    expect(queries).toEqual([
      { ...nothingAsked, states: ["captured"], forMs: 90_000, limit: 7, after: null },
    ]);
  });

  test("queries only disputed orders", async () => {
    const { queries, operators } = requested();
    await listFrom(operators, operatorOrdersInputSchema.parse({ disputed: true }));
    expect(queries).toMatchObject([{ states: undefined, disputed: true }]);
    expect(operatorOrdersInputSchema.safeParse({ disputed: false }).success).toBe(false);
  });

  test("queries only orders with a pending refund", async () => {
    const { queries, operators } = requested();
    await listFrom(operators, operatorOrdersInputSchema.parse({ refund_under_way: true }));
    expect(queries).toMatchObject([{ ...nothingAsked, refundUnderWay: true }]);
    expect(operatorOrdersInputSchema.safeParse({ refund_under_way: false }).success).toBe(false);
  });

  test("returns an order in the wire format", async () => {
    const { operators } = requested(stuck);
    const found = await listFrom(operators, {});
    expect(operatorOrdersSchema.parse(found)).toEqual(found);
    expect(found.orders).toEqual([
      {
        order_id: "5O190127TN364715T",
        state: "needs_attention",
        version: 3,
        user_id: stuck.order.details.user_id,
        cluster_name: "blue-lake",
        amount: { currency_code: "EUR", value: "31.00" },
        captured_amount: { currency_code: "EUR", value: "31.00" },
        disputed: false,
        pending_reason: null,
        problem: "The payment was received, but the cluster could not be ordered for hours.",
        create_time: "2026-03-01T10:00:00.000Z",
        state_since: "2026-03-01T10:04:00.123Z",
      },
    ]);
  });

  test.each([
    ["a full page has a next page", 2, true],
    ["a page that is not full is the last one", 3, false],
  ])("%s", async (_, limit, more) => {
    const { operators } = requested(stuck, other);
    const { next } = await listFrom(operators, { limit });
    expect(next !== null).toBe(more);
  });

  test.each([
    ["that needs a decision", stuck, true],
    ["whose payment waits for the merchant", heldFor("UNILATERAL"), true],
    ["whose payment waits for a bank", heldFor("ECHECK"), false],
    ["that needs no decision", other, false],
  ])("continues after an order %s, by its cursor", async (_, last, isFirst) => {
    const { queries, operators } = requested(last);
    const { next } = await listFrom(operators, { limit: 1 });
    const input = operatorOrdersInputSchema.parse({ after: next });
    await listFrom(operators, input);
    const { order, stateSince } = last;
    expect(queries.at(-1)?.after).toEqual({
      awaitsManualAction: isFirst,
      stateSince,
      id: order.id,
    });
  });

  test.each([
    "captured",
    "captured|2026-03-01T10:04:00.123Z",
    "captured|2026-13-41T10:04:00.123Z|6a1f0f7e-7f3c-4d2e-9a57-0c2b8d1e4f60",
    "captured|-271821-04-20T00:00:00.000Z|6a1f0f7e-7f3c-4d2e-9a57-0c2b8d1e4f60",
    "captured|2026-03-01T10:04:00.123Z|not-an-id",
    "2026-03-01T10:04:00.123Z|6a1f0f7e-7f3c-4d2e-9a57-0c2b8d1e4f60",
  ])("rejects an invalid cursor: %s", async (after) => {
    const { queries, operators } = requested();
    expect(operatorOrdersInputSchema.safeParse({ after }).success).toBe(true);
    await expect(listFrom(operators, { after })).rejects.toMatchObject({
      code: "invalid_input",
      fields: [{ path: "after", message: "must be the `next` of an earlier response" }],
    });
    expect(queries).toEqual([]);
  });
});
