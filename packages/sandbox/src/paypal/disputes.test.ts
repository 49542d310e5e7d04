import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "../testing/paypal-caller.ts";

let sandbox: Sandbox;
let caller: PayPalCaller;
let orderId: string;
let captureId: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  sandbox.paypal.webhooks.pause();
  sandbox.paypal.webhooks.subscribe({ url: "http://127.0.0.1:9/" });
  caller = new PayPalCaller(sandbox.paypal);
  await caller.login();
});
beforeEach(async () => {
  orderId = (await caller.create()).body.id;
  sandbox.paypal.captureInBrowser(orderId);
  captureId = (await payments()).captures[0].id;
});
afterAll(() => sandbox.close());

const payments = async () => (await caller.order(orderId)).body.purchase_units[0].payments;
const refund = async (body: object) =>
  (await caller.post(`/v2/payments/captures/${captureId}/refund`, body)).body;
const usd = (value: string) => ({ amount: { currency_code: "USD", value } });
const listResources = (eventType: string, transactionId: string) =>
  sandbox.paypal.webhooks
    .events({ eventType, transactionId })
    .map(({ body }) => JSON.parse(body).resource);

describe("a reversal", () => {
  test("reverses what remains after refunds, and is no refund in the totals", async () => {
    await refund(usd("1.00"));
    const { id } = sandbox.paypal.reverse(orderId);
    const { captures, refunds } = await payments();
    expect(captures[0]).toMatchObject({
      status: "REFUNDED",
      status_details: { reason: "CHARGEBACK" },
    });
    expect(refunds[1]).toMatchObject({ id, ...usd("30.00") });
    expect(refunds[1].reversal).toBeUndefined();
    expect(sandbox.paypal.refundedTotal(orderId)).toBe("1.00");
    expect(sandbox.paypal.reversedTotal(orderId)).toBe("30.00");
    expect(sandbox.paypal.capturedTotal(orderId)).toBe("31.00");
  });

  test("is reported as a refund resource that links to its capture", async () => {
    const { id } = sandbox.paypal.reverse(orderId);
    const [resource] = listResources("PAYMENT.CAPTURE.REVERSED", id);
    expect(resource).toEqual((await caller.get(`/v2/payments/refunds/${id}`)).body);
    expect(resource.links[1]).toMatchObject({
      rel: "up",
      href: `${sandbox.paypal.url}/v2/payments/captures/${captureId}`,
    });
  });

  test("leaves no money to refund or to reverse", async () => {
    sandbox.paypal.reverse(orderId);
    expect((await refund({})).details[0].issue).toBe("REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK");
    expect(() => sandbox.paypal.reverse(orderId)).toThrow("no money left");
  });

  test("can leave the capture COMPLETED", async () => {
    sandbox.paypal.reversedCaptureStatus = "COMPLETED";
    sandbox.paypal.reverse(orderId);
    expect((await payments()).captures[0].status).toBe("COMPLETED");
    sandbox.paypal.reversedCaptureStatus = "REFUNDED";
  });
});

describe("a reversal that is cancelled", () => {
  test("restores the capture and the totals", async () => {
    const { id } = sandbox.paypal.reverse(orderId);
    sandbox.paypal.cancelReversal(orderId);
    const { captures, refunds } = await payments();
    expect(captures[0].status).toBe("COMPLETED");
    expect(captures[0].status_details).toBeUndefined();
    expect(refunds).toMatchObject([{ id, status: "CANCELLED" }]);
    expect(sandbox.paypal.reversedTotal(orderId)).toBe("0.00");
    expect(listResources("PAYMENT.CAPTURE.COMPLETED", captureId)).toHaveLength(2);
    expect(() => sandbox.paypal.cancelReversal(orderId)).toThrow("was taken back");
  });

  test("does not change the merchant's refunds", async () => {
    await refund(usd("1.00"));
    sandbox.paypal.reverse(orderId);
    sandbox.paypal.cancelReversal(orderId);
    expect((await payments()).captures[0].status).toBe("PARTIALLY_REFUNDED");
    expect(sandbox.paypal.refundedTotal(orderId)).toBe("1.00");
  });
});

describe("a dispute", () => {
  test("that was resolved can be opened again, at a later time of its own", () => {
    const { dispute_id } = sandbox.paypal.openDispute(orderId);
    expect(() => sandbox.paypal.reopenDispute(dispute_id)).toThrow("no resolved dispute");
    sandbox.paypal.resolveDispute(dispute_id, "RESOLVED_SELLER_FAVOUR");
    sandbox.paypal.reopenDispute(dispute_id);
    const [resolved] = listResources("CUSTOMER.DISPUTE.RESOLVED", dispute_id);
    const [updated] = listResources("CUSTOMER.DISPUTE.UPDATED", dispute_id);
    expect(updated.status).toBe("WAITING_FOR_SELLER_RESPONSE");
    expect(Date.parse(updated.update_time)).toBeGreaterThan(Date.parse(resolved.update_time));
    expect(sandbox.paypal.isDisputed(captureId)).toBe(true);
  });

  test("can be about several payments", async () => {
    const other = (await caller.create()).body.id;
    sandbox.paypal.captureInBrowser(other);
    const { dispute_id, dispute_amount } = sandbox.paypal.openJointDispute(orderId, other);
    expect(dispute_amount.value).toBe("62.00");
    const [{ disputed_transactions: about }] = listResources(
      "CUSTOMER.DISPUTE.CREATED",
      dispute_id,
    );
    expect(about).toHaveLength(2);
    sandbox.paypal.resolveDispute(dispute_id, "RESOLVED_BUYER_FAVOUR");
    for (const id of [orderId, other]) expect(sandbox.paypal.reversedTotal(id)).toBe("31.00");
  });

  test("has the capture's id in every event", () => {
    const { dispute_id } = sandbox.paypal.openDispute(orderId);
    sandbox.paypal.updateDispute(dispute_id, "UNDER_REVIEW");
    sandbox.paypal.resolveDispute(dispute_id, "RESOLVED_SELLER_FAVOUR");
    const resources = ["CREATED", "UPDATED", "RESOLVED"].flatMap((what) =>
      listResources(`CUSTOMER.DISPUTE.${what}`, dispute_id),
    );
    expect(resources.map(({ status }) => status)).toEqual(["OPEN", "UNDER_REVIEW", "RESOLVED"]);
    for (const { disputed_transactions } of resources) {
      expect(disputed_transactions[0].seller_transaction_id).toBe(captureId);
    }
    expect(resources[2].dispute_outcome).toEqual({ outcome_code: "RESOLVED_SELLER_FAVOUR" });
  });

  test("prevents partial refunds while it is open, and is shown at the capture", async () => {
    const { dispute_id } = sandbox.paypal.openDispute(orderId);
    expect((await payments()).captures[0].status_details).toEqual({ reason: "BUYER_COMPLAINT" });
    expect((await refund(usd("1.00"))).details[0].issue).toBe("TRANSACTION_DISPUTED");
    sandbox.paypal.resolveDispute(dispute_id, "CANCELED_BY_BUYER");
    expect((await payments()).captures[0].status_details).toBeUndefined();
    expect((await refund(usd("1.00"))).status).toBe("COMPLETED");
    expect(sandbox.paypal.reversedTotal(orderId)).toBe("0.00");
  });

  test("can be resolved by a full refund", async () => {
    const { dispute_id } = sandbox.paypal.openDispute(orderId);
    expect((await refund({})).status).toBe("COMPLETED");
    sandbox.paypal.resolveDispute(dispute_id, "RESOLVED_BUYER_FAVOUR");
    expect(sandbox.paypal.reversedTotal(orderId)).toBe("0.00");
  });

  test("that the merchant loses reverses the payment", async () => {
    const { dispute_id } = sandbox.paypal.openDispute(orderId);
    sandbox.paypal.resolveDispute(dispute_id, "RESOLVED_BUYER_FAVOUR");
    expect(sandbox.paypal.reversedTotal(orderId)).toBe("31.00");
    const { captures } = await payments();
    expect(captures[0].status_details).toEqual({ reason: "BUYER_COMPLAINT" });
    const [resolved] = listResources("CUSTOMER.DISPUTE.RESOLVED", dispute_id);
    expect(resolved.dispute_outcome.amount_refunded).toEqual(usd("31.00").amount);
    expect(() => sandbox.paypal.updateDispute(dispute_id, "UNDER_REVIEW")).toThrow(dispute_id);
  });
});
