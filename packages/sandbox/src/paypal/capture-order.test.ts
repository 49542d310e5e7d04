import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { type Answered, orderBody, PayPalCaller } from "../testing/paypal-caller.ts";

let sandbox: Sandbox;
let caller: PayPalCaller;
let id: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  caller = new PayPalCaller(sandbox.paypal);
});
beforeEach(async () => {
  await caller.login();
  id = (await caller.create()).body.id;
});
afterAll(() => sandbox.close());

const key = (name: string) => ({ "paypal-request-id": name });
const readIssue = ({ status, body }: Answered) => `${status} ${body.details?.[0]?.issue}`;

describe("an approved order", () => {
  beforeEach(() => void sandbox.paypal.approve(id));

  test("shows its payer and may be captured", async () => {
    const { body } = await caller.order(id);
    expect(body).toMatchObject({ status: "APPROVED", payer: { payer_id: expect.any(String) } });
    expect(body.links.map(({ rel }: { rel: string }) => rel)).toEqual([
      "self",
      "update",
      "capture",
    ]);
  });

  test("is captured with 201; its capture is complete even in the minimal response", async () => {
    const { status, body } = await caller.capture(id);
    expect([status, body.status]).toEqual([201, "COMPLETED"]);
    const [capture] = body.purchase_units[0].payments.captures;
    expect(capture).toMatchObject({
      status: "COMPLETED",
      amount: { currency_code: "USD", value: "31.00" },
      final_capture: true,
      custom_id: "order-1",
      seller_receivable_breakdown: { net_amount: { value: "29.76" } },
    });
    expect(capture.id).toMatch(/^[A-Z0-9]{17}$/);
    expect(capture.links.map(({ rel }: { rel: string }) => rel)).toEqual(["self", "refund", "up"]);
    expect(body.intent).toBeUndefined();
    expect(sandbox.paypal.captureCount(id)).toBe(1);
  });

  test.each([
    ["no body", undefined],
    ["an empty object", "{}"],
  ])("is captured by a call with %s", async (_, body) => {
    const answered = await caller.post(`/v2/checkout/orders/${id}/capture?`, body);
    expect(answered.status).toBe(201);
  });

  test("returns 200 and the same capture for the same key", async () => {
    const first = await caller.capture(id, key("c-1"));
    const again = await caller.capture(id, key("c-1"));
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect(sandbox.paypal.captureCount(id)).toBe(1);
  });

  test("returns ORDER_ALREADY_CAPTURED for another key", async () => {
    await caller.capture(id, key("c-2"));
    expect(readIssue(await caller.capture(id, key("c-3")))).toBe("422 ORDER_ALREADY_CAPTURED");
  });

  test("is captured once by concurrent calls", async () => {
    const calls = Array.from({ length: 20 }, (_, index) =>
      caller.capture(id, key(`race-${index}`)),
    );
    const statuses = (await Promise.all(calls)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 422)).toHaveLength(19);
    expect(sandbox.paypal.captureCount(id)).toBe(1);
  });
});

describe("an order that can't be captured", () => {
  test("fails without the payer's approval", async () => {
    expect(readIssue(await caller.capture(id))).toBe("422 ORDER_NOT_APPROVED");
  });

  test("fails with the intent AUTHORIZE", async () => {
    const { body } = await caller.create({ intent: "AUTHORIZE" });
    expect(readIssue(await caller.capture(body.id))).toBe("422 ACTION_DOES_NOT_MATCH_INTENT");
  });

  test("is unknown", async () => {
    expect(readIssue(await caller.order("NOSUCHORDER"))).toBe("404 INVALID_RESOURCE_ID");
    expect(readIssue(await caller.capture("NOSUCHORDER"))).toBe("404 INVALID_RESOURCE_ID");
  });

  test("has expired three hours after its creation, approved or not", async () => {
    sandbox.paypal.approve(id);
    sandbox.paypal.clock.advance(3 * 3_600_000);
    await caller.login();
    expect(readIssue(await caller.order(id))).toBe("404 INVALID_RESOURCE_ID");
    expect(readIssue(await caller.capture(id))).toBe("404 INVALID_RESOURCE_ID");
    expect(() => sandbox.paypal.approve(id)).toThrow(id);
  });

  test("expires by `expire`; a captured one does not", async () => {
    const captured = (await caller.create()).body.id;
    sandbox.paypal.captureInBrowser(captured);
    sandbox.paypal.expire(captured);
    sandbox.paypal.expire(id);
    expect((await caller.order(captured)).status).toBe(200);
    expect((await caller.order(id)).status).toBe(404);
  });
});

describe("the outcome of a payment", () => {
  test("declined: INSTRUMENT_DECLINED until the payer approves again and a new key is used", async () => {
    sandbox.paypal.approve(id, { capture: "DECLINED" });
    expect(readIssue(await caller.capture(id, key("d-1")))).toBe("422 INSTRUMENT_DECLINED");
    sandbox.paypal.approve(id);
    expect(readIssue(await caller.capture(id, key("d-1")))).toBe("422 INSTRUMENT_DECLINED");
    expect((await caller.capture(id, key("d-2"))).status).toBe(201);
  });

  test("declined, with the replay of declines off: the old key can be used again", async () => {
    sandbox.paypal.replaysDeclines = false;
    sandbox.paypal.approve(id, { capture: "DECLINED" });
    await caller.capture(id, key("d-3"));
    sandbox.paypal.approve(id);
    expect((await caller.capture(id, key("d-3"))).status).toBe(201);
    sandbox.paypal.replaysDeclines = true;
  });

  test("pending: a PENDING capture with a reason, until PayPal settles it", async () => {
    sandbox.paypal.approve(id, { capture: "PENDING" });
    const { status, body } = await caller.capture(id);
    expect(status).toBe(201);
    const [capture] = body.purchase_units[0].payments.captures;
    expect(capture).toMatchObject({
      status: "PENDING",
      status_details: { reason: "PENDING_REVIEW" },
    });
    expect(capture.seller_receivable_breakdown).toBeUndefined();
    sandbox.paypal.settle(id, "COMPLETED");
    const settled = (await caller.get(`/v2/payments/captures/${capture.id}`)).body;
    expect(settled).toMatchObject({ status: "COMPLETED", seller_receivable_breakdown: {} });
    expect(settled.status_details).toBeUndefined();
  });

  test.each(["ECHECK", "UNILATERAL", "A_WORD_OF_TOMORROW"])(
    "pending for %s, and for another reason later",
    async (reason) => {
      sandbox.paypal.captureInBrowser(id, { capture: "PENDING", pendingReason: reason });
      const shown = async () => {
        const [unit] = (await caller.order(id)).body.purchase_units;
        return unit.payments.captures[0];
      };
      expect(await shown()).toMatchObject({ status: "PENDING", status_details: { reason } });
      sandbox.paypal.hold(id, "PENDING_REVIEW");
      expect(await shown()).toMatchObject({ status_details: { reason: "PENDING_REVIEW" } });
      sandbox.paypal.settle(id, "COMPLETED");
      sandbox.paypal.hold(id, "ECHECK");
      expect((await shown()).status_details).toBeUndefined();
    },
  );

  test("captured in the browser: the order is COMPLETED before any capture by API", async () => {
    sandbox.paypal.captureInBrowser(id);
    const { body } = await caller.order(id);
    expect(body.status).toBe("COMPLETED");
    expect(body.purchase_units[0].payments.captures[0].status).toBe("COMPLETED");
    expect(sandbox.paypal.captureCount(id)).toBe(1);
  });

  test("declined in the browser: COMPLETED with a DECLINED capture, and no money taken", async () => {
    sandbox.paypal.captureInBrowser(id, { capture: "DECLINED" });
    const { body } = await caller.order(id);
    expect(body.status).toBe("COMPLETED");
    expect(body.purchase_units[0].payments.captures[0].status).toBe("DECLINED");
    expect(sandbox.paypal.captureCount(id)).toBe(0);
  });

  test("with another amount: the capture has it, the order keeps its own", async () => {
    sandbox.paypal.captureInBrowser(id, { amount: { value: "1.00" } });
    const [unit] = (await caller.order(id)).body.purchase_units;
    expect(unit.amount.value).toBe("31.00");
    expect(unit.payments.captures[0].amount).toEqual({ currency_code: "USD", value: "1.00" });
  });
});

describe("GET /v2/payments/captures/{id}", () => {
  test("returns the capture with its order and payee", async () => {
    const jpy = (await caller.create(orderBody("3100", "JPY"))).body.id;
    sandbox.paypal.approve(jpy);
    const [unit] = (await caller.capture(jpy)).body.purchase_units;
    const { status, body } = await caller.get(
      `/v2/payments/captures/${unit.payments.captures[0].id}`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      amount: { currency_code: "JPY", value: "3100" },
      supplementary_data: { related_ids: { order_id: jpy } },
      payee: sandbox.paypal.payee,
    });
  });

  test("returns 404 for any other id", async () => {
    const answered = await caller.get("/v2/payments/captures/NOSUCHCAPTURE");
    expect(readIssue(answered)).toBe("404 INVALID_RESOURCE_ID");
  });
});

test("PayPal-Mock-Response returns the named issue without an effect", async () => {
  sandbox.paypal.approve(id);
  const mock = { "paypal-mock-response": '{"mock_application_codes":"TRANSACTION_REFUSED"}' };
  expect(readIssue(await caller.capture(id, mock))).toBe("422 TRANSACTION_REFUSED");
  expect(sandbox.paypal.captureCount(id)).toBe(0);
});
