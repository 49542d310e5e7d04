import { describe, expect, test } from "vitest";
import { openDispute, ourLine, paypalOrder } from "./desk-order.fixture.ts";
import { describePayPalOrder, mergeOrders, orderTitle } from "./desk-order.ts";

const amount = { currency_code: "EUR", value: "2.00" };

describe("mergeOrders", () => {
  test("joins the orders of both worlds, newest first", () => {
    const merged = mergeOrders(
      [ourLine({ order_id: "A" }), ourLine({ order_id: "B", create_time: "2026-03-03T10:00:00Z" })],
      [paypalOrder({ id: "C", created_at: "2026-03-02T10:00:00Z" }), paypalOrder({ id: "A" })],
    );
    expect(merged.map(({ id, ours, paypal }) => [id, ours?.order_id, paypal?.id])).toEqual([
      ["B", "B", undefined],
      ["C", undefined, "C"],
      ["A", "A", "A"],
    ]);
  });
});

describe("an order of the desk", () => {
  const describeIt = (changes: Parameters<typeof paypalOrder>[0], disputes = [openDispute()]) =>
    describePayPalOrder({ id: "A", ours: undefined, paypal: paypalOrder(changes) }, disputes);

  test("is titled by its cluster, or as a payment past the service", () => {
    expect(orderTitle({ id: "A", ours: ourLine(), paypal: undefined })).toBe("blue-lake");
    expect(orderTitle({ id: "A", ours: undefined, paypal: paypalOrder() })).toMatch(/past/);
  });

  test.each([
    [{}, ["CREATED"]],
    [{ status: "APPROVED", declines: 2 }, ["APPROVED", "2 declined"]],
    [
      {
        status: "COMPLETED",
        captures: [{ id: "C", status: "PENDING", reason: "ECHECK", amount }],
      },
      ["COMPLETED", "capture PENDING (ECHECK)"],
    ],
    [
      {
        captures: [{ id: "C", status: "PARTIALLY_REFUNDED", amount }],
        refunds: [
          { id: "R", status: "PENDING", amount, is_reversal: false },
          { id: "S", status: "COMPLETED", amount, is_reversal: true },
        ],
        dispute_ids: ["PP-R-1"],
      },
      [
        "CREATED",
        "capture PARTIALLY_REFUNDED",
        "refund 2.00 PENDING",
        "reversal 2.00 COMPLETED",
        "dispute OPEN",
      ],
    ],
  ] satisfies [Parameters<typeof paypalOrder>[0], string[]][])(
    "shows what PayPal has of %o",
    (changes, texts) => {
      expect(describeIt(changes)).toEqual(texts);
    },
  );

  test("is unknown once the sandbox has forgotten it", () => {
    expect(describePayPalOrder({ id: "A", ours: ourLine(), paypal: undefined }, [])).toEqual([
      "unknown",
    ]);
  });
});
