import { describe, expect, test } from "vitest";
import { parsePayPalOrder } from "./parse-order.ts";
import { parseRefund } from "./parse-refund.ts";

const amount = (value: string, currency_code = "USD") => ({ currency_code, value });
const capture = (id: string, status: string, value = "31.00") => ({
  id,
  status,
  amount: amount(value),
});
const orderWith = (unit: object) => ({ id: "O1", status: "COMPLETED", purchase_units: [unit] });
const captured = (...captures: object[]) => orderWith({ payments: { captures } });

describe("parsePayPalOrder", () => {
  test.each([
    ["31.00", "USD", 3_100n],
    ["3100", "JPY", 3_100n],
    ["3100.00", "JPY", 3_100n],
    ["5", "EUR", 500n],
    ["31.005", "USD", null],
    ["3100.50", "HUF", null],
    ["a lot", "USD", null],
  ])("reads %s %s", (value, currency, minor) => {
    const order = parsePayPalOrder(orderWith({ amount: amount(value, currency) }));
    expect(order).toMatchObject({ amount: minor, currency });
  });

  test.each(["approve", "payer-action"])("finds the approval URL by rel %s", (rel) => {
    const links = [
      { rel: "self", href: "https://api" },
      { rel, href: "https://approve" },
    ];
    expect(parsePayPalOrder({ ...captured(), links })?.approveUrl).toBe("https://approve");
  });

  test("has no capture before there is one", () => {
    expect(parsePayPalOrder(captured())?.capture).toBeNull();
    expect(parsePayPalOrder(orderWith({ payments: {} }))?.capture).toBeNull();
  });

  test.each([
    [["DECLINED", "COMPLETED", "PENDING"], "COMPLETED"],
    [["DECLINED", "PENDING", "FAILED"], "PENDING"],
    [["FAILED", "DECLINED"], "DECLINED"],
    [["DECLINED", "REFUNDED"], "REFUNDED"],
    [["PARTIALLY_REFUNDED", "DECLINED"], "PARTIALLY_REFUNDED"],
    [["REFUNDED", "PENDING", "DECLINED"], "PENDING"],
    [["REFUNDED", "DECLINED"], "REFUNDED"],
  ])("of the captures %s uses the %s one", (statuses, decisive) => {
    const captures = statuses.map((status, index) => capture(`C${index}`, status));
    expect(parsePayPalOrder(captured(...captures))?.capture?.status).toBe(decisive);
  });

  test("uses the capture's own amount, not the order's", () => {
    const unit = {
      amount: amount("31.00"),
      payments: { captures: [capture("C", "COMPLETED", "30.00")] },
    };
    expect(parsePayPalOrder(orderWith(unit))).toMatchObject({
      amount: 3_100n,
      capture: { amount: 3_000n },
    });
  });

  test.each([
    ["a malformed id", { ...captured(), id: "O 1" }],
    ["nothing", undefined],
  ])("rejects a response with %s", (_, body) => {
    expect(parsePayPalOrder(body)).toBeNull();
  });
});

test.each([
  ["of an undocumented status", capture("C", "VANISHED")],
  ["without an id", capture("", "COMPLETED")],
])("a capture %s does not hide the order, its other captures or its refunds", (_, odd) => {
  const refunds = [{ id: "R1", status: "COMPLETED", amount: amount("2.00") }];
  const captures = [odd, capture("C1", "DECLINED")];
  expect(parsePayPalOrder(orderWith({ payments: { captures, refunds } }))).toMatchObject({
    status: "COMPLETED",
    capture: { id: "C1" },
    hasUnreadableCapture: true,
    refunds: [{ paypalRefundId: "R1" }],
  });
});

describe("the reason of a held capture", () => {
  const held = (details: unknown, status = "PENDING") => {
    const captures = [{ ...capture("C", status), status_details: details }];
    return parsePayPalOrder(orderWith({ payments: { captures } }))?.capture?.pendingReason;
  };

  test.each([
    ["a reason of PayPal's", { reason: "ECHECK" }, "ECHECK"],
    ["an unlisted reason", { reason: "MOON_PHASE_2" }, "MOON_PHASE_2"],
    ["a text of any length", { reason: "X".repeat(100_000) }, "X".repeat(64)],
    ["terminal control characters", { reason: "A\u001b[31mB\u2028" }, "A_31mB_"],
    ["an empty reason", { reason: "" }, null],
    ["a reason that is not a string", { reason: 7 }, null],
    ["none", {}, null],
    ["no details", null, null],
  ])("is kept: %s", (_, details, reason) => {
    expect(held(details)).toBe(reason);
  });

  test.each(["COMPLETED", "DECLINED", "REFUNDED"])("is null if it is %s", (status) => {
    expect(held({ reason: "REFUNDED" }, status)).toBeNull();
  });
});

test("an order without a status, or with an undocumented one, is parsed", () => {
  const { status: _none, ...rest } = captured(capture("C1", "DECLINED"));
  for (const body of [rest, { ...rest, status: "DREAMING" }])
    expect(parsePayPalOrder(body)).toMatchObject({ status: null, capture: { id: "C1" } });
});

test("captures that are not a list may contain a payment", () => {
  for (const payments of [{ captures: "none" }, "none"])
    expect(parsePayPalOrder(orderWith({ payments }))?.hasUnreadableCapture).toBe(true);
});

describe("parseRefund", () => {
  const refund = (changes: object = {}) => ({
    id: "R1",
    status: "COMPLETED",
    amount: amount("2.05"),
    ...changes,
  });

  test.each([
    ["COMPLETED", "completed"],
    ["PENDING", "pending"],
    ["FAILED", "failed"],
    ["CANCELLED", "failed"],
  ])("reads %s as %s", (status, ours) => {
    expect(parseRefund(refund({ status }))).toEqual({
      paypalRefundId: "R1",
      refundId: null,
      amount: 205n,
      status: ours,
      kind: "refund",
      ...(status === "CANCELLED" ? { isCancelled: true } : {}),
      ...(ours === "failed" ? { failureReason: status } : {}),
    });
  });

  test.each([
    ["205", "JPY"],
    ["205.00", "HUF"],
    ["205", "TWD"],
  ])("reads %s %s without decimals", (value, currency) => {
    expect(parseRefund(refund({ amount: amount(value, currency) }))?.amount).toBe(205n);
  });

  test("has our own id if PayPal returns it", () => {
    expect(parseRefund(refund({ custom_id: "ours" }))?.refundId).toBe("ours");
  });

  test.each([
    ["no amount, as in a minimal answer", refund({ amount: undefined })],
    ["a zero amount", refund({ amount: amount("0.00") })],
    ["a negative amount", refund({ amount: amount("-1.00") })],
    ["a fraction of a cent", refund({ amount: amount("1.005") })],
    ["no id", refund({ id: "" })],
    ["an unknown status", refund({ status: "DREAMING" })],
    ["nothing", undefined],
  ])("rejects one with %s", (_, body) => {
    expect(parseRefund(body)).toBeNull();
  });

  describe("of a reversed capture", () => {
    const takenBack = (reason: string, refunds: object[]) => {
      const taken = { ...capture("C", "REFUNDED"), status_details: { reason } };
      return parsePayPalOrder(orderWith({ payments: { captures: [taken], refunds } }))?.refunds;
    };
    const early = refund({ id: "EARLY", create_time: "2026-01-01T10:00:00Z" });
    const late = refund({ id: "LATE", create_time: "2026-02-01T10:00:00Z" });
    const ours = refund({ id: "OURS", custom_id: "ours", create_time: "2026-03-01T10:00:00Z" });

    test.each(["CHARGEBACK", "BUYER_COMPLAINT"])(
      "the latest one that is not ours is: %s",
      (reason) => {
        expect(takenBack(reason, [late, ours, early])).toMatchObject([
          { paypalRefundId: "LATE", kind: "reversal", isInferred: true },
          { paypalRefundId: "OURS", kind: "refund" },
          { paypalRefundId: "EARLY", kind: "refund" },
        ]);
      },
    );

    test.each([
      ["CHARGEBACK", true],
      ["BUYER_COMPLAINT", true],
      ["REFUNDED", undefined],
    ])("the reason %s marks a reversal: %j", (reason, isTakenBack) => {
      const taken = { ...capture("C", "COMPLETED"), status_details: { reason } };
      const parsed = parsePayPalOrder(orderWith({ payments: { captures: [taken] } }));
      expect(parsed?.capture?.isTakenBack).toBe(isTakenBack);
    });

    test.each(["REFUNDED", "OTHER", ""])("none is marked for the reason %j", (reason) => {
      expect(takenBack(reason, [late])).toMatchObject([{ kind: "refund" }]);
    });
  });

  test("a malformed one does not hide the order, its capture or the other refunds", () => {
    const payments = {
      captures: [capture("C1", "PARTIALLY_REFUNDED")],
      refunds: [refund(), "malformed", refund({ id: "R2", status: "?" }), null],
    };
    expect(parsePayPalOrder(orderWith({ payments }))).toMatchObject({
      capture: { id: "C1" },
      refunds: [{ paypalRefundId: "R1" }],
    });
  });
});
