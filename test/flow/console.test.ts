import { randomUUID } from "node:crypto";
import { createBillingClient } from "@onekonsole/billing-client";
import { consoleCall, orderInput } from "@onekonsole/billing-testkit/console-call";
import type { BillingProcess } from "@onekonsole/billing-testkit/server/billing-process";
import {
  startFlowEnvironment,
  type FlowEnvironment,
} from "@onekonsole/billing-testkit/server/flow-environment";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  approve,
  connect,
  createOrder,
  history,
  priceOf,
} from "../../examples/console-checkout.ts";
import { loadPaymentHistory } from "../../examples/console-history.js";

let environment: FlowEnvironment;
let server: BillingProcess;
beforeAll(async () => {
  environment = await startFlowEnvironment();
  server = await environment.startServer();
});
afterAll(() => environment[Symbol.asyncDispose]());

const settled = (orderId: string) =>
  createBillingClient({ url: server.url }).waitUntilSettled(orderId);
const deliveredRows = (orderId: string) =>
  environment.sandbox.webOrder.rows.filter((row) => row.paypal_id === orderId);

async function create(name: string) {
  const { status, body } = await consoleCall(server.url, "/order/create", orderInput(name));
  expect(status).toBe(200);
  return body["order_id"] as string;
}

describe("the existing console", () => {
  test("captures in the browser and approves: the cluster is delivered once", async () => {
    const { paypal } = environment.sandbox;
    const sent = orderInput("console-cluster", { has_monitoring: true, monitoring_storage: 20 });
    const created = await consoleCall(server.url, "/order/create", sent);
    const orderId = created.body["order_id"] as string;
    expect(created).toEqual({ status: 200, body: { order_id: orderId, status: "CREATED" } });

    paypal.captureInBrowser(orderId);
    const approved = await consoleCall(server.url, "/order/approve", { order_id: orderId });
    expect(approved).toEqual({ status: 200, body: { id: orderId, status: "COMPLETED" } });

    expect((await settled(orderId)).state).toBe("provisioned");
    expect(paypal.captureCount(orderId)).toBe(1);
    expect(deliveredRows(orderId)).toEqual([
      {
        id: expect.any(Number) as number,
        paypal_id: orderId,
        user_id: sent.order_details.user_id,
        cluster_name: "console-cluster",
        has_control_plane: true,
        has_monitoring: true,
        has_alerting: false,
        images_storage: 11,
        monitoring_storage: 20,
      },
    ]);
  });

  test("does not capture: the service does", async () => {
    const orderId = await create("newer-client");
    environment.sandbox.paypal.approve(orderId);
    const approved = await consoleCall(server.url, "/order/approve", { order_id: orderId });
    expect(approved).toEqual({ status: 200, body: { id: orderId, status: "APPROVED" } });
    expect((await settled(orderId)).state).toBe("provisioned");
    expect(environment.sandbox.paypal.captureCount(orderId)).toBe(1);
    expect(deliveredRows(orderId)).toHaveLength(1);
  });

  test("sends 16 approvals at once: equal responses, one capture, one delivery", async () => {
    const orderId = await create("sixteen-approvals");
    environment.sandbox.paypal.approve(orderId);
    const answers = await Promise.all(
      Array.from({ length: 16 }, () =>
        consoleCall(server.url, "/order/approve", { order_id: orderId }),
      ),
    );
    const alike = { status: 200, body: { id: orderId, status: "APPROVED" } };
    expect(answers).toEqual(Array.from({ length: 16 }, () => alike));
    expect((await settled(orderId)).state).toBe("provisioned");
    expect(await consoleCall(server.url, "/order/approve", { order_id: orderId })).toEqual(alike);
    expect(environment.sandbox.paypal.captureCount(orderId)).toBe(1);
    expect(deliveredRows(orderId)).toHaveLength(1);
  });

  test("approves before the payer: rejected without an effect", async () => {
    const orderId = await create("not-approved");
    const answer = await consoleCall(server.url, "/order/approve", { order_id: orderId });
    expect(answer).toMatchObject({ status: 409, body: { code: "order_not_approved" } });
    const order = await createBillingClient({ url: server.url }).order.get.query({
      order_id: orderId,
    });
    expect(order).toMatchObject({ state: "awaiting_approval", version: 1 });
    expect(deliveredRows(orderId)).toEqual([]);
  });

  test("approves an unknown order: not found, without a request to PayPal", async () => {
    const requestsBefore = environment.sandbox.paypal.requests.length;
    const answer = await consoleCall(server.url, "/order/approve", {
      order_id: "5O190127TN364715T",
    });
    expect(answer).toMatchObject({ status: 404, body: { code: "order_not_found" } });
    expect(environment.sandbox.paypal.requests).toHaveLength(requestsBefore);
  });

  test("does not get a cluster for a COMPLETED order with a DECLINED capture", async () => {
    const orderId = await create("declined-in-browser");
    environment.sandbox.paypal.captureInBrowser(orderId, { capture: "DECLINED" });
    const answer = await consoleCall(server.url, "/order/approve", { order_id: orderId });
    expect(answer).toMatchObject({ status: 402, body: { code: "payment_declined" } });
    expect((await settled(orderId)).state).toBe("capture_failed");
    expect(deliveredRows(orderId)).toEqual([]);
  });

  test("does not get a cluster while PayPal holds the capture", async () => {
    const orderId = await create("pending-in-browser");
    environment.sandbox.paypal.captureInBrowser(orderId, { capture: "PENDING" });
    const answer = await consoleCall(server.url, "/order/approve", { order_id: orderId });
    expect(answer).toEqual({ status: 200, body: { id: orderId, status: "COMPLETED" } });
    const client = createBillingClient({ url: server.url });
    const order = await client.order.get.query({ order_id: orderId });
    expect(order).toMatchObject({ state: "capture_pending", payment_status: "Pending" });
    expect(deliveredRows(orderId)).toEqual([]);
  });

  test("does not get a cluster for another amount", async () => {
    const orderId = await create("too-cheap");
    environment.sandbox.paypal.captureInBrowser(orderId, { amount: { value: "1.00" } });
    const answer = await consoleCall(server.url, "/order/approve", { order_id: orderId });
    expect(answer).toMatchObject({ status: 409, body: { code: "payment_mismatch" } });
    expect((await settled(orderId)).state).toBe("refunded");
    expect(environment.sandbox.paypal.refundedTotal(orderId)).toBe("1.00");
    expect(deliveredRows(orderId)).toEqual([]);
  });

  test("reads its payment history from GET /orders", async () => {
    const { paypal } = environment.sandbox;
    const userId = randomUUID();
    const orderIds: string[] = [];
    for (const name of ["history-unpaid", "history-paid"]) {
      const { order_details, ...sent } = orderInput(name);
      const details = { ...order_details, user_id: userId };
      const { body } = await consoleCall(server.url, "/order/create", {
        ...sent,
        order_details: details,
      });
      orderIds.push(body["order_id"] as string);
    }
    const [unpaid, paid] = orderIds as [string, string];
    paypal.approve(paid);
    await consoleCall(server.url, "/order/approve", { order_id: paid });
    await settled(paid);

    const page = { billingUrl: server.url, userId, token: "none" };
    const { rows, next } = await loadPaymentHistory(page);
    expect(next).toBeNull();
    expect(rows).toMatchObject([
      { orderId: paid, amount: "31.00 USD", status: "Paid", method: "PayPal" },
      {
        orderId: unpaid,
        paid: null,
        status: "Pending",
        details: { cluster_name: "history-unpaid" },
      },
    ]);
    expect((await loadPaymentHistory({ ...page, after: paid })).rows).toEqual(rows.slice(1));
    await expect(loadPaymentHistory({ ...page, after: "UNKNOWN1234567890" })).rejects.toThrow(
      "must be the `next` of an earlier response",
    );
  });

  test("returns to the same order after a declined payment, then pays", async () => {
    const { paypal } = environment.sandbox;
    const orderId = await create("declined-once");
    paypal.approve(orderId, { capture: "DECLINED" });
    await consoleCall(server.url, "/order/approve", { order_id: orderId });
    const client = createBillingClient({ url: server.url });
    await expect
      .poll(() => client.order.get.query({ order_id: orderId }))
      .toMatchObject({
        state: "awaiting_approval",
        problem: expect.stringContaining("another one"),
      });
    paypal.approve(orderId);
    const again = await consoleCall(server.url, "/order/approve", { order_id: orderId });
    expect(again).toEqual({ status: 200, body: { id: orderId, status: "APPROVED" } });
    expect((await settled(orderId)).state).toBe("provisioned");
    expect(paypal.captureCount(orderId)).toBe(1);
  });
});

test("the console on the typed client: price, order, approval, history", async () => {
  const { paypal } = environment.sandbox;
  const billing = connect({ url: server.url, token: "none" });
  const user_id = randomUUID();
  const choice = { ...orderInput("typed-console").order_details, user_id };
  const amount = await priceOf(billing, choice, "EUR");
  const orderId = await createOrder(billing, choice, "EUR");
  expect(await approve(billing, orderId)).toMatch(/not approved|approve/i);
  paypal.approve(orderId);
  expect(await approve(billing, orderId)).toBeNull();
  const { orders } = await history(billing, user_id);
  expect(orders).toMatchObject([{ order_id: orderId, amount, payment_summary: "Paid" }]);
});
