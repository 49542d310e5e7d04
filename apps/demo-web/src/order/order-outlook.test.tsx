import { type OrderState, orderStates } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { sampleOrder } from "../testing/order.fixture.ts";
import { renderTexts } from "../testing/render.fixture.tsx";
import { OrderOutlook } from "./order-outlook.tsx";

const texts = (state: OrderState, changes: Parameters<typeof sampleOrder>[0] = {}) =>
  renderTexts(
    <OrderOutlook
      state={state}
      order={sampleOrder({ state, ...changes })}
      email="help@example.org"
    />,
  ).join("\n");

const refunded = {
  payment_summary: "Partly refunded",
  refunded_amount: { currency_code: "USD", value: "12.50" },
} as const;

describe("what happens next", () => {
  test.each(orderStates)("is stated for %s, with the number to quote", (state) => {
    const shown = texts(state);
    expect(shown.split("\n").length).toBeGreaterThan(3);
    expect(shown).toContain("5O190127TN364715T");
    expect(shown).toContain("Write to help@example.org");
  });

  test("includes the end of the time to approve", () => {
    expect(texts("awaiting_approval")).toMatch(/by 1 Mar 2026, 13:00, the order ends/);
    expect(texts("captured")).not.toContain("the order ends");
  });

  test("includes how long a refund takes, and its part of the payment", () => {
    expect(texts("provisioned", refunded)).toMatch(/Partly refunded: US\$12\.50 of US\$31\.00\./);
    expect(texts("provisioned", refunded)).toContain("5 business days");
    expect(texts("refunding")).toContain("5 business days");
    expect(texts("provisioned")).not.toMatch(/refund/i);
  });

  test("includes the time of the latest refund", () => {
    const times = ["2026-03-02T10:00:00.000Z", "2026-03-03T10:00:00.000Z"];
    const history = times.map((time) => ({ time, event: "partly_refunded" as const, text: "" }));
    expect(texts("provisioned", { ...refunded, history })).toMatch(/made on 3 Mar 2026, 10:00\./);
  });

  test("includes a dispute while it is open", () => {
    const event = (code: "dispute_opened" | "dispute_closed") => ({
      time: "2026-03-02T10:00:00.000Z",
      event: code,
      text: "",
    });
    const history = [event("dispute_opened")];
    expect(texts("provisioned", { history })).toMatch(/A dispute about the payment is open/);
    expect(texts("provisioned", { history: [...history, event("dispute_closed")] })).not.toMatch(
      /dispute/,
    );
  });

  test("is the cluster only where the console's address is configured", () => {
    expect(texts("provisioned")).not.toContain("Open your cluster");
  });
});
