import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { type Answered, orderBody, PayPalCaller } from "../testing/paypal-caller.ts";

let sandbox: Sandbox;
let caller: PayPalCaller;
let orderId: string;
let captureId: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  caller = new PayPalCaller(sandbox.paypal);
});
beforeEach(async () => {
  await caller.login();
  [orderId, captureId] = await captured();
});
afterAll(() => sandbox.close());

/** A paid order and its capture. */
async function captured(value = "31.00", currency = "USD", end = {}): Promise<[string, string]> {
  const { id } = (await caller.create(orderBody(value, currency))).body;
  sandbox.paypal.captureInBrowser(id, end);
  const [unit] = (await caller.order(id)).body.purchase_units;
  return [id, unit.payments.captures[0].id];
}

const whole = { prefer: "return=representation" };
const usd = (value: string) => ({ amount: { currency_code: "USD", value } });
const refund = (body?: unknown, headers?: Record<string, string>, id = captureId) =>
  caller.post(`/v2/payments/captures/${id}/refund`, body, headers);
const captureStatus = async () =>
  (await caller.get(`/v2/payments/captures/${captureId}`)).body.status;
const readIssue = ({ status, body }: Answered) => `${status} ${body.details?.[0]?.issue}`;

describe("a refund", () => {
  test.each([
    ["an empty object", {}],
    ["no body", undefined],
  ])("by %s refunds the full amount and returns the minimal response", async (_, body) => {
    const answered = await refund(body);
    expect(answered.status).toBe(201);
    expect(Object.keys(answered.body).toSorted()).toEqual(["id", "links", "status"]);
    const links = answered.body.links.map(({ rel, href }: { rel: string; href: string }) => [
      rel,
      href,
    ]);
    expect(links).toEqual([
      ["self", `${sandbox.paypal.url}/v2/payments/refunds/${answered.body.id}`],
      ["up", `${sandbox.paypal.url}/v2/payments/captures/${captureId}`],
    ]);
    expect(await captureStatus()).toBe("REFUNDED");
    expect(sandbox.paypal.refundedTotal(orderId)).toBe("31.00");
  });

  test("of a part adds to the total of earlier refunds, to the cent", async () => {
    const first = await refund(usd("10.10"), whole);
    expect(await captureStatus()).toBe("PARTIALLY_REFUNDED");
    const second = await refund(usd("0.20"), whole);
    const rest = await refund({}, whole);
    const totals = [first, second, rest].map(({ body }) => [
      body.amount.value,
      body.seller_payable_breakdown.total_refunded_amount.value,
    ]);
    expect(totals).toEqual([
      ["10.10", "10.10"],
      ["0.20", "10.30"],
      ["20.70", "31.00"],
    ]);
    expect(await captureStatus()).toBe("REFUNDED");
    expect(sandbox.paypal.capturedTotal(orderId)).toBe("31.00");
  });

  test("stores the merchant's texts and is returned alone and in its order", async () => {
    const said = { invoice_id: "INV-7", custom_id: "refund-7", note_to_payer: "Sorry." };
    const { body } = await refund({ ...usd("5.00"), ...said }, whole);
    expect(body).toMatchObject({ ...said, ...usd("5.00"), status: "COMPLETED" });
    expect((await caller.get(`/v2/payments/refunds/${body.id}`)).body).toEqual(body);
    const [unit] = (await caller.order(orderId)).body.purchase_units;
    expect(unit.payments.refunds).toEqual([body]);
    expect(Object.keys(body)).not.toContain("captureId");
  });

  test("in a currency without decimals has no decimals", async () => {
    const [id, capture] = await captured("3100", "JPY");
    const amount = { currency_code: "JPY", value: "100" };
    const { body } = await refund({ amount }, whole, capture);
    expect(body.amount.value).toBe("100");
    expect(sandbox.paypal.refundedTotal(id)).toBe("100");
  });
});

describe("the PayPal-Request-Id of a refund", () => {
  const key = { "paypal-request-id": "refund-1" };

  test("returns the same refund for 45 days, whatever the body has", async () => {
    const first = await refund(usd("2.00"), key);
    sandbox.paypal.clock.advance(45 * 24 * 3_600_000 - 60_000);
    await caller.login();
    const again = await refund(usd("3.00"), key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(sandbox.paypal.refundedTotal(orderId)).toBe("2.00");
    sandbox.paypal.clock.advance(60_000);
    expect((await refund(usd("3.00"), key)).body.id).not.toBe(first.body.id);
    expect(sandbox.paypal.refundedTotal(orderId)).toBe("5.00");
  });

  test("returns one refund for concurrent calls", async () => {
    const calls = Array.from({ length: 10 }, () => refund(usd("2.00"), key));
    const ids = (await Promise.all(calls)).map(({ body }) => body.id);
    expect(new Set(ids).size).toBe(1);
    expect(sandbox.paypal.refundedTotal(orderId)).toBe("2.00");
  });

  test("can return 200 for a replay", async () => {
    sandbox.paypal.refundReplayStatus = 200;
    await refund({}, key);
    expect((await refund({}, key)).status).toBe(200);
    sandbox.paypal.refundReplayStatus = 201;
  });
});

describe("a refund is rejected", () => {
  test.each([
    ["more than was captured", usd("31.01"), "422 REFUND_AMOUNT_EXCEEDED"],
    ["nothing", usd("0.00"), "422 CANNOT_BE_ZERO_OR_NEGATIVE"],
    ["a fraction of a cent", usd("1.005"), "422 DECIMAL_PRECISION"],
    [
      "another currency",
      { amount: { currency_code: "EUR", value: "1.00" } },
      "422 REFUND_CAPTURE_CURRENCY_MISMATCH",
    ],
    ["a number", { amount: { currency_code: "USD", value: 1 } }, "400 INVALID_PARAMETER_SYNTAX"],
    [
      "an amount without a value",
      { amount: { currency_code: "USD" } },
      "400 MISSING_REQUIRED_PARAMETER",
    ],
    ["a long note", { note_to_payer: "n".repeat(256) }, "400 INVALID_STRING_LENGTH"],
    ["no JSON", "{", "400 MALFORMED_REQUEST_JSON"],
  ])("of %s", async (_, body, issue) => {
    expect(readIssue(await refund(body))).toBe(issue);
    expect(sandbox.paypal.refundedTotal(orderId)).toBe("0.00");
  });

  test("in another currency, by either of two configurable issues", async () => {
    sandbox.paypal.currencyMismatchIssue = "CURRENCY_MISMATCH";
    const body = { amount: { currency_code: "EUR", value: "1.00" } };
    expect(readIssue(await refund(body))).toBe("422 CURRENCY_MISMATCH");
    sandbox.paypal.currencyMismatchIssue = "REFUND_CAPTURE_CURRENCY_MISMATCH";
  });

  test("when less remains, and when nothing remains", async () => {
    await refund(usd("30.00"));
    expect(readIssue(await refund(usd("1.01")))).toBe("422 REFUND_AMOUNT_EXCEEDED");
    await refund();
    expect(readIssue(await refund())).toBe("422 CAPTURE_FULLY_REFUNDED");
    expect(sandbox.paypal.refundedTotal(orderId)).toBe("31.00");
  });

  test.each([
    ["PENDING", "422 PENDING_CAPTURE"],
    ["DECLINED", "422 REFUND_NOT_ALLOWED"],
    ["FAILED", "422 REFUND_NOT_ALLOWED"],
  ])("while the capture is %s", async (capture, issue) => {
    const [, id] = await captured("31.00", "USD", { capture });
    expect(readIssue(await refund({}, {}, id))).toBe(issue);
  });

  test("from 180 days after the capture on, and not before", async () => {
    sandbox.paypal.clock.advance(180 * 24 * 3_600_000 - 60_000);
    await caller.login();
    expect((await refund(usd("1.00"))).status).toBe(201);
    sandbox.paypal.clock.advance(60_000);
    expect(readIssue(await refund())).toBe("422 REFUND_TIME_LIMIT_EXCEEDED");
  });

  test.each([
    ["REFUND_FAILED_INSUFFICIENT_FUNDS", 422],
    ["REFUND_TIME_LIMIT_EXCEEDED", 422],
    ["TRANSACTION_DISPUTED", 422],
    ["PERMISSION_DENIED", 403],
    ["PREVIOUS_REQUEST_IN_PROGRESS", 409],
  ])("for %s, if configured, until refunds are allowed again", async (issue, status) => {
    const [id, capture] = await captured("31.00", "USD");
    sandbox.paypal.refuseRefunds(id, issue);
    const key = { "paypal-request-id": `refused-${issue}` };
    expect(readIssue(await refund({}, key, capture))).toBe(`${status} ${issue}`);
    expect(sandbox.paypal.refundedTotal(id)).toBe("0.00");
    sandbox.paypal.allowRefunds(id);
    expect((await refund({}, key, capture)).status).toBe(201);
    sandbox.paypal.refuseRefunds(id, issue);
    // An existing refund is still returned for its key.
    expect((await refund({}, key, capture)).status).toBe(201);
    expect(() => sandbox.paypal.refuseRefunds("NOSUCHORDER", issue)).toThrow("NOSUCHORDER");
  });

  test("of an unknown capture; an unknown refund is not found", async () => {
    expect(readIssue(await refund({}, {}, "NOSUCHCAPTURE"))).toBe("404 INVALID_RESOURCE_ID");
    const answered = await caller.get("/v2/payments/refunds/NOSUCHREFUND");
    expect(readIssue(answered)).toBe("404 INVALID_RESOURCE_ID");
  });
});

describe("a refund of the merchant's own", () => {
  test("is shown in the order like any other", async () => {
    sandbox.paypal.refundInDashboard(orderId, "1.50");
    expect(await captureStatus()).toBe("PARTIALLY_REFUNDED");
    sandbox.paypal.refundInDashboard(orderId);
    const [unit] = (await caller.order(orderId)).body.purchase_units;
    const values = unit.payments.refunds.map(
      ({ amount }: { amount: { value: string } }) => amount.value,
    );
    expect(values).toEqual(["1.50", "29.50"]);
  });

  test("cannot exceed the remaining amount", () => {
    expect(() => sandbox.paypal.refundInDashboard(orderId, "31.01")).toThrow("3100");
    sandbox.paypal.refundInDashboard(orderId);
    expect(() => sandbox.paypal.refundInDashboard(orderId)).toThrow("no money left");
  });
});

describe("a refund that starts PENDING", () => {
  beforeEach(() => {
    sandbox.paypal.refundsStartPending = true;
    return () => (sandbox.paypal.refundsStartPending = false);
  });

  test("has its reason, and is COMPLETED once settled", async () => {
    const { status, body } = await refund(usd("10.00"));
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: "PENDING", status_details: { reason: "ECHECK" } });
    sandbox.paypal.settleRefund(body.id, "COMPLETED");
    const settled = (await caller.get(`/v2/payments/refunds/${body.id}`)).body;
    expect(settled).toMatchObject({ status: "COMPLETED", ...usd("10.00") });
    expect(settled.status_details).toBeUndefined();
    expect(() => sandbox.paypal.settleRefund(body.id, "FAILED")).toThrow("pending");
  });

  test("can be requested again when it fails", async () => {
    const { body } = await refund();
    expect(sandbox.paypal.refundedTotal(orderId)).toBe("31.00");
    sandbox.paypal.settleRefund(body.id, "FAILED");
    expect(sandbox.paypal.refundedTotal(orderId)).toBe("0.00");
    expect(await captureStatus()).toBe("COMPLETED");
    const failed = (await caller.get(`/v2/payments/refunds/${body.id}`)).body;
    expect(failed.seller_payable_breakdown.total_refunded_amount.value).toBe("0.00");
    expect((await refund()).status).toBe(201);
  });
});

test("totals throw for an unknown order", () => {
  expect(() => sandbox.paypal.capturedTotal("NOSUCHORDER")).toThrow("NOSUCHORDER");
});

test("a pending or declined capture does not count as captured", async () => {
  for (const capture of ["PENDING", "DECLINED"]) {
    const [id] = await captured("31.00", "EUR", { capture });
    expect(sandbox.paypal.capturedTotal(id)).toBe("0.00");
  }
});

test("a refund is possible again after a reversal is cancelled", async () => {
  sandbox.paypal.reverse(orderId);
  expect(readIssue(await refund({}))).toBe("422 REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK");
  sandbox.paypal.cancelReversal(orderId);
  expect((await refund({})).status).toBe(201);
});
