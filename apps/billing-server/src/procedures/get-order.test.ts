import { orderSchema, orderStateMeaning, orderStates } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import type { PayPalOrderId } from "../domain/order.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { sampleDependencies } from "../testing/sample-dependencies.ts";
import { capturedOrder, sampleOrder } from "../testing/sample-order.ts";
import { getOrder } from "./get-order.ts";

describe("an order", () => {
  test("is shown to its owner in the wire's words", async () => {
    const order = capturedOrder({
      state: "provisioned",
      version: 4,
      webOrderId: 12,
      paidAt: new Date("2026-03-01T10:05:00Z"),
      provisionedAt: new Date("2026-03-01T10:05:01.250Z"),
    });
    const deps = sampleDependencies({ store: createMemoryStore(order) });
    expect(await getOrder(deps, order.paypalOrderId)).toEqual({
      order_id: "5O190127TN364715T",
      state: "provisioned",
      payment_status: "Paid",
      version: 4,
      amount: { currency_code: "EUR", value: "31.00" },
      order_details: order.details,
      payee_email: "shop@example.org",
      approve_url: null,
      web_order_id: 12,
      problem: null,
      create_time: "2026-03-01T10:00:00.000Z",
      approve_before: "2026-03-01T13:00:00.000Z",
      paid_time: "2026-03-01T10:05:00.000Z",
      provisioned_time: "2026-03-01T10:05:01.250Z",
    });
  });

  test.each(orderStates)(
    "that is %s keeps the contract and shows the approval link only while it helps",
    async (state) => {
      const order = sampleOrder({ state });
      const deps = sampleDependencies({ store: createMemoryStore(order) });
      const shown = await getOrder(deps, order.paypalOrderId);
      expect(orderSchema.parse(shown)).toEqual(shown);
      expect(shown.payment_status).toBe(orderStateMeaning[state].payment);
      expect(shown.approve_url).toBe(state === "awaiting_approval" ? order.approveUrl : null);
    },
  );

  test("nobody knows is not found", async () => {
    const unknown = "0UNKNOWN00000000" as PayPalOrderId;
    await expect(getOrder(sampleDependencies(), unknown)).rejects.toMatchObject({
      code: "order_not_found",
    });
  });
});
