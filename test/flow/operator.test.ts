import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type OperatorSession, startOperatorSession } from "./operator-session.ts";

let session: OperatorSession;
beforeAll(async () => {
  session = await startOperatorSession();
});
afterAll(() => session.environment[Symbol.asyncDispose]());
beforeEach(() => session.environment.sandbox.paypal.faults.clear());

const robin = "robin (5a70c9d8-3e21-4b94-b6f7-08d2e1a4c953)";

describe("an operator", () => {
  test("retries a capture that PayPal rejected, and the cluster is delivered", async () => {
    const orderId = await session.refusedCapture("refused-once");
    const before = await session.shown(orderId);
    expect(before).toMatchObject({ captured_amount: null, refundable_amount: null });
    expect(before.situation).toMatch(/rejected the capture/);
    expect(before.history.at(-1)?.debug_id).toEqual(expect.any(String));

    const args = ["retry", orderId, "--why", "PayPal confirmed the fix", "--yes", "--json"];
    const { exitCode, stdout } = await session.billing(...args);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      order_id: orderId,
      state: "approved",
      version: before.version + 1,
    });
    await session.reaches(orderId, "provisioned");
    expect(session.environment.sandbox.paypal.captureCount(orderId)).toBe(1);
    const retried = (await session.shown(orderId)).history.find(
      ({ event }) => event === "capture_retried",
    );
    expect(retried).toMatchObject({ actor: robin, note: "PayPal confirmed the fix" });
  });

  test("closes an order whose payment was reversed", async () => {
    const { paypal } = session.environment.sandbox;
    const orderId = await session.create("taken-back");
    paypal.captureInBrowser(orderId);
    await session.customer.order.approve.mutate({ order_id: orderId });
    await session.reaches(orderId, "provisioned");
    const { dispute_id: id } = paypal.openDispute(orderId);
    paypal.resolveDispute(id, "RESOLVED_BUYER_FAVOUR");
    await session.reaches(orderId, "needs_attention");
    expect((await session.shown(orderId)).next_step).toMatch(/Then close the order/);
    await paypal.webhooks.idle();

    const closed = await session.billing(
      "close",
      orderId,
      "--why",
      "the cluster is stopped",
      "--yes",
    );
    expect(closed.stdout).toMatch(/ is closed, version \d+\.\n$/);
    const { version, history } = await session.shown(orderId);
    expect(history.at(-1)).toMatchObject({ event: "closed", actor: robin });
    expect(await session.customer.order.get.query({ order_id: orderId })).toMatchObject({
      state: "closed",
      version,
      payment_status: "Failed",
    });
    expect((await session.billing("orders")).stdout).not.toContain(orderId);
  });

  test("finds payments that the merchant has to accept at PayPal; the payer reads the same", async () => {
    const { paypal } = session.environment.sandbox;
    const reason = "RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION";
    const orderId = await session.create("to-be-accepted");
    paypal.captureInBrowser(orderId, { capture: "PENDING", pendingReason: "ECHECK" });
    await session.customer.order.approve.mutate({ order_id: orderId });
    const { problem } = await session.customer.order.get.query({ order_id: orderId });
    expect(problem).toMatch(/^Your bank is transferring the money.*3 to 6 business days/);
    paypal.hold(orderId, reason);
    await expect
      .poll(async () => (await session.shown(orderId)).pending_reason, { interval: 200 })
      .toBe(reason);
    const listed = await session.billing("orders", "--state", "capture_pending");
    expect(listed.stdout.split("\n")[1]).toMatch(
      new RegExp(`^${orderId} +capture_pending, ${reason} .*We have to accept`),
    );
    expect((await session.shown(orderId)).next_step).toMatch(/^Accept the payment in PayPal/);
    paypal.settle(orderId, "COMPLETED");
    await session.reaches(orderId, "provisioned");
  });

  test("gets both orders if PayPal shows one capture for two; the payer gets no error", async () => {
    const { paypal } = session.environment.sandbox;
    const [first, second] = [
      await session.create("shared-one"),
      await session.create("shared-two"),
    ];
    paypal.captureInBrowser(first);
    await session.customer.order.approve.mutate({ order_id: first });
    await session.reaches(first, "provisioned");
    paypal.webhooks.deliveryFaults.dropNext(20);
    paypal.captureInBrowser(second);
    paypal.webhooks.deliveryFaults.clear();
    const firstCapture = (orderId: string) =>
      paypal.orders.get(orderId)?.purchase_units[0]?.payments?.captures[0];
    const captureId = firstCapture(first)?.id ?? "";
    Object.assign(firstCapture(second) ?? {}, { id: captureId });
    const answer = await session.customer.order.approve.mutate({ order_id: second });
    expect(answer).toEqual({ id: second, status: "COMPLETED" });
    await session.reaches(second, "needs_attention");
    const { situation } = await session.shown(second);
    expect(situation).toContain(`capture ${captureId} of 31.00 USD, which order ${first} has`);
    const closed = await session.billing("close", second, "--why", "it was the first's", "--yes");
    expect(closed.stdout).toMatch(/ is closed, version/);
  });

  test("gets the obstacle for an order that does not need manual review", async () => {
    const orderId = await session.create("not-yet-paid");
    const { exitCode, stdout, stderr } = await session.billing(
      "retry",
      orderId,
      "--why",
      "why not",
      "--yes",
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(
      /^Order \S+ does not allow retry\. The order is .*awaiting_approval.* Next: /,
    );
  });

  test("reads the ledger, and reconciles with PayPal", async () => {
    await session.heldPayment("counted");
    const ledger = await session.billing("money", "--json");
    expect(ledger).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(ledger.stdout)).toMatchObject([
      { currency_code: "USD", unaccounted: "0.00" },
    ]);
    const why = ["--why", "after an outage", "--json"];
    const reconciled = await session.billing("reconcile", "--since", "1h", ...why);
    expect(reconciled.exitCode).toBe(0);
    expect((JSON.parse(reconciled.stdout) as { orders: number }).orders).toBeGreaterThanOrEqual(2);
  });

  test("pages through all orders as --json", async () => {
    const orderIds = [
      await session.create("page-one"),
      await session.create("page-two"),
      await session.create("page-three"),
    ];
    const args = ["orders", "--state", "awaiting_approval", "--limit", "1", "--json"];
    const first = JSON.parse((await session.billing(...args)).stdout) as {
      orders: object[];
      next: string;
    };
    expect(first.orders).toHaveLength(1);
    expect(first.next).toEqual(expect.any(String));
    const all = JSON.parse((await session.billing(...args, "--all")).stdout) as {
      orders: { order_id: string }[];
      next: null;
    };
    expect(all.next).toBeNull();
    const found = all.orders.map(({ order_id: id }) => id);
    expect(found).toEqual(expect.arrayContaining(orderIds));
    expect(new Set(found).size).toBe(found.length);
  });
});
