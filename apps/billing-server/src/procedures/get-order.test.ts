import { orderStateMeaning, orderStates } from "@onekonsole/billing-contract";
import { orderSchema } from "@onekonsole/billing-contract/schemas";
import { describe, expect, test } from "vitest";
import type { OrderEvent } from "../domain/order-event.ts";
import type { Order, PayPalOrderId } from "../domain/order.ts";
import { ingress } from "../testing/callers.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { sampleDependencies } from "../testing/sample-dependencies.ts";
import { capturedOrder, sampleMoney, sampleOrder } from "../testing/sample-order.ts";
import { getOrder } from "./get-order.ts";
import { presentLines, presentVat } from "./present-bill.ts";

describe("an order", () => {
  test("is returned to its owner in the wire format", async () => {
    const order = capturedOrder({
      state: "provisioned",
      version: 4,
      webOrderId: 12,
      paidAt: new Date("2026-03-01T10:05:00Z"),
      provisionedAt: new Date("2026-03-01T10:05:01.250Z"),
    });
    const deps = sampleDependencies({ store: createMemoryStore(order) });
    expect(
      await getOrder(deps, { caller: ingress, input: { order_id: order.paypalOrderId } }),
    ).toEqual({
      order_id: "5O190127TN364715T",
      state: "provisioned",
      payment_status: "Paid",
      payment_summary: "Paid",
      version: 4,
      amount: { currency_code: "EUR", value: "31.00" },
      ...presentVat(order),
      lines: presentLines(order),
      order_details: order.details,
      payee_email: "shop@example.org",
      approve_url: null,
      web_order_id: 12,
      problem: null,
      problem_code: null,
      duplicate_of: null,
      create_time: "2026-03-01T10:00:00.000Z",
      approve_before: "2026-03-01T13:00:00.000Z",
      paid_time: "2026-03-01T10:05:00.000Z",
      provisioned_time: "2026-03-01T10:05:01.250Z",
      refunded_amount: null,
      history: [
        { time: "2026-03-01T10:00:00.000Z", event: "created", text: "You placed the order." },
      ],
    });
  });

  test.each(orderStates)(
    "that is %s matches the contract, with the approval link only while it is usable",
    async (state) => {
      const order = sampleOrder({ state });
      const deps = sampleDependencies({ store: createMemoryStore(order) });
      const shown = await getOrder(deps, {
        caller: ingress,
        input: { order_id: order.paypalOrderId },
      });
      expect(orderSchema.parse(shown)).toEqual(shown);
      expect(shown.payment_status).toBe(orderStateMeaning[state].payment);
      expect(shown.approve_url).toBe(state === "awaiting_approval" ? order.approveUrl : null);
    },
  );

  test("has the latest events of a history of any length", async () => {
    const order = capturedOrder({ state: "provisioned", version: 300 });
    const event = { event: "partly_refunded", state: "provisioned", problem: null } as const;
    const history = Array.from({ length: 305 }, (_, index) => ({
      ...event,
      version: index + 1,
      at: new Date(Date.UTC(2026, 2, 1, 0, index)),
    }));
    const store = {
      ...createMemoryStore(order),
      auditEventsSince: async (_: unknown, since: number) =>
        history.filter(({ version }) => version > since),
    };
    const shown = await getOrder(sampleDependencies({ store }), {
      caller: ingress,
      input: { order_id: order.paypalOrderId },
    });
    expect(orderSchema.parse(shown).history.map(({ time }) => time)).toEqual(
      history.slice(-100).map(({ at }) => at.toISOString()),
    );
  });

  test("has its history as codes and texts for the customer", async () => {
    const order = sampleOrder();
    const store = createMemoryStore(order);
    const life: readonly OrderEvent[] = [
      { type: "payer_approved" },
      { type: "capture_completed", money: sampleMoney(order) },
      {
        type: "delivery_refused",
        reason: "The payment was received, but your cluster could not be ordered.",
      },
      { type: "partly_refunded", total: 1100n },
      { type: "fully_refunded", total: 3100n },
    ];
    for (const event of life) await store.apply(store.row(order), event, { by: "approve" });
    const { history, problem, problem_code } = await getOrder(sampleDependencies({ store }), {
      caller: ingress,
      input: { order_id: order.paypalOrderId },
    });
    expect(history.map(({ text }) => text)).toEqual([
      "You placed the order.",
      "You approved the payment at PayPal.",
      "The payment was received.",
      "Your cluster could not be ordered, so your payment is being refunded.",
      "Part of the payment was refunded.",
      "The payment was refunded.",
    ]);
    expect(history.map(({ event }) => event)).toEqual(["created", ...life.map(({ type }) => type)]);
    expect(problem_code).toBe("delivery_rejected");
    expect(problem).toBe("The payment was received, but your cluster could not be ordered.");
  });

  test.each<[Partial<Order>, object | null]>([
    [{}, null],
    [{ refundedAmount: 200n }, { currency_code: "EUR", value: "2.00" }],
    [
      { refundedAmount: 200n, capturedCurrency: "JPY" },
      { currency_code: "JPY", value: "200" },
    ],
    [{ reversedAmount: 3100n }, null],
  ])("shows refunds in the currency of the payment: %o", async (columns, refunded) => {
    const order = capturedOrder(columns);
    const deps = sampleDependencies({ store: createMemoryStore(order) });
    const shown = await getOrder(deps, {
      caller: ingress,
      input: { order_id: order.paypalOrderId },
    });
    expect(shown.refunded_amount).toEqual(refunded);
  });

  test.each([
    [sampleOrder({ state: "needs_attention" }), "Pending"],
    [capturedOrder({ state: "needs_attention" }), "Paid"],
    [capturedOrder({ state: "needs_attention", refundedAmount: 200n }), "Paid"],
    [capturedOrder({ state: "needs_attention", reversedAmount: 3100n }), "Failed"],
  ] as const)("in manual review is paid while any money is held", async (order, payment) => {
    const deps = sampleDependencies({ store: createMemoryStore(order) });
    const shown = await getOrder(deps, {
      caller: ingress,
      input: { order_id: order.paypalOrderId },
    });
    expect(shown.payment_status).toBe(payment);
  });

  test("that does not exist is not found", async () => {
    const unknown = "0UNKNOWN00000000" as PayPalOrderId;
    await expect(
      getOrder(sampleDependencies(), { caller: ingress, input: { order_id: unknown } }),
    ).rejects.toMatchObject({
      code: "order_not_found",
    });
  });
});
