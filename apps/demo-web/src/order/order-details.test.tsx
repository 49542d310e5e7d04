import type { Order } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { sampleOrder } from "../testing/order.fixture.ts";
import { renderHtml } from "../testing/render.fixture.tsx";
import { OrderDetails } from "./order-details.tsx";

/** The rows of the list and the total, by their terms. */
function rows(order: Order | undefined): Readonly<Record<string, string>> {
  const html = renderHtml(<OrderDetails order={order} />);
  const text = (part = "") => part.replaceAll(/<[^>]*>/g, "");
  const listed = [...html.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)];
  const total = /data-testid="total">(.*?)</.exec(html)?.[1];
  return {
    ...Object.fromEntries(listed.map(([, term = "", value]) => [term, text(value)])),
    Total: text(total),
  };
}

const details = sampleOrder().order_details;

describe("the details of an order", () => {
  test("show a dash for each value before the order is loaded", () => {
    const shown = rows(undefined);
    expect(Object.keys(shown).length).toBeGreaterThan(8);
    expect(new Set(Object.values(shown))).toEqual(new Set(["–"]));
  });

  test("show what was ordered, and until when it can be approved", () => {
    expect(rows(sampleOrder())).toEqual({
      "Cluster name": "blue-lake",
      "Image storage": "11 GB",
      Monitoring: "No",
      Alerting: "No",
      Ordered: "1 Mar 2026, 10:00",
      "Approve by": "1 Mar 2026, 13:00",
      "Paid to": "shop@example.org",
      "PayPal order ID": "5O190127TN364715T",
      "Provisioning number": "–",
      Total: "US$31.00",
    });
  });

  test.each([
    ["12.50", "Partly refunded", "US$12.50 of US$31.00"],
    ["31.00", "Refunded", "US$31.00"],
    // A payment of another amount than the order's, returned whole.
    ["3.00", "Refunded", "US$3.00"],
  ] as const)("show a refund of %s, %s", (value, payment_summary, text) => {
    const refunded_amount = { currency_code: "USD", value };
    const order = sampleOrder({ refunded_amount, payment_summary });
    expect(rows(order)).toMatchObject({ Refunded: text });
  });

  test("show the chosen options with their storage", () => {
    const order_details = {
      ...details,
      has_monitoring: true,
      monitoring_storage: 7,
      has_alerting: true,
    };
    expect(rows(sampleOrder({ order_details }))).toMatchObject({
      Monitoring: "7 GB",
      Alerting: "Yes",
    });
  });

  test("show when a paid order was paid, and its number at web-order", () => {
    const shown = rows(
      sampleOrder({
        state: "provisioned",
        paid_time: "2026-03-01T10:02:00.000Z",
        web_order_id: 42,
      }),
    );
    expect(shown).toMatchObject({ Paid: "1 Mar 2026, 10:02", "Provisioning number": "42" });
    expect(shown).not.toHaveProperty("Approve by");
  });

  test.each(["expired", "needs_attention"] as const)("show no payment of an %s order", (state) => {
    expect(rows(sampleOrder({ state }))).toMatchObject({ Paid: "–" });
  });

  test("show an amount without decimals in a currency that has none", () => {
    const amount = { currency_code: "JPY", value: "3100" };
    expect(rows(sampleOrder({ amount }))["Total"]).toBe("JP¥3,100");
  });

  test.each([true, false])("link to the receipt if there is one: %s", (hasReceipt) => {
    const html = renderHtml(<OrderDetails order={sampleOrder()} hasReceipt={hasReceipt} />);
    expect(html.includes("/receipt?id=5O190127TN364715T")).toBe(hasReceipt);
  });

  test("escape what a user typed", () => {
    const cluster_name = "<script>";
    const html = renderHtml(
      <OrderDetails order={sampleOrder({ order_details: { ...details, cluster_name } })} />,
    );
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toContain("<script>");
  });
});
