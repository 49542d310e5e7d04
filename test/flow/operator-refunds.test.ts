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
  test("finds a held payment and its reason, and refunds it; the history has the operator and reason", async () => {
    const { paypal } = session.environment.sandbox;
    const orderId = await session.heldPayment("paid-twice");

    const listed = await session.billing("orders");
    expect(listed).toMatchObject({ exitCode: 0, stderr: "" });
    expect(listed.stdout).toMatch(new RegExp(`^${orderId} +needs_attention .* paid-twice `, "m"));

    const { stdout } = await session.billing("show", orderId);
    expect(stdout).toMatch(
      /already has order \S+ for a cluster of this name.*\nNext: Ask the customer/,
    );

    const done = await session.billing(
      "refund",
      orderId,
      "--why",
      "paid twice by mistake",
      "--yes",
    );
    expect(done).toMatchObject({ exitCode: 0, stderr: "" });
    expect(done.stdout).toMatch(
      /^Done: the refund is requested; order \S+ is refunding, version \d+\. /,
    );
    await session.reaches(orderId, "refunded");
    expect(paypal.refundedTotal(orderId)).toBe("31.00");
    const { history, refunds } = await session.shown(orderId);
    expect(history.find(({ event }) => event === "refund_requested")).toMatchObject({
      caused_by: "operator",
      actor: robin,
      note: "paid twice by mistake",
    });
    expect(history.at(-1)).toMatchObject({
      caused_by: "refund_job",
      actor: null,
      debug_id: expect.any(String) as unknown,
    });
    expect(refunds).toMatchObject([{ status: "completed" }]);
  });

  test("refunds a part, and never more than the rest", async () => {
    const orderId = await session.heldPayment("part-of-it");
    const refund = (amount: string) =>
      session.billing("refund", orderId, amount, "--why", "as agreed", "--yes");
    expect((await refund("10.00")).exitCode).toBe(0);
    await session.reaches(orderId, "needs_attention");
    const { exitCode, stderr } = await refund("21.01");
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `The amount exceeds what order ${orderId} can refund: 21.00 USD. Repeat the command with at most that amount.\n`,
    );
    expect(session.environment.sandbox.paypal.refundedTotal(orderId)).toBe("10.00");
  });

  test("sends two refunds at once: one is made", async () => {
    const orderId = await session.heldPayment("two-operators");
    const refund = () => session.billing("refund", orderId, "20.00", "--why", "as agreed", "--yes");
    const ended = await Promise.all([refund(), refund()]);
    expect(new Set(ended.map(({ exitCode }) => exitCode))).toEqual(new Set([0, 1]));
    await session.reaches(orderId, "needs_attention");
    expect(session.environment.sandbox.paypal.refundedTotal(orderId)).toBe("20.00");
    expect((await session.shown(orderId)).refunds).toHaveLength(1);
  });

  test("reads why a refund of a delivered cluster is delayed, and that it is made once there are funds", async () => {
    const { paypal } = session.environment.sandbox;
    const orderId = await session.create("no-balance");
    paypal.captureInBrowser(orderId);
    await session.customer.order.approve.mutate({ order_id: orderId });
    await session.reaches(orderId, "provisioned");
    paypal.refuseRefunds(orderId, "REFUND_FAILED_INSUFFICIENT_FUNDS");
    await session.billing("refund", orderId, "5.00", "--why", "a bad week", "--yes");
    await expect
      .poll(async () => (await session.shown(orderId)).refunds)
      .toMatchObject([{ status: "requested", failure_reason: "REFUND_FAILED_INSUFFICIENT_FUNDS" }]);
    const { stdout } = await session.billing("show", orderId);
    expect(stdout).toMatch(/\nNext: Top up the balance of the PayPal account\. .* automatically\./);
    expect(stdout).toMatch(/REFUND_FAILED_INSUFFICIENT_FUNDS +20\d\d-/);
    paypal.allowRefunds(orderId);
    await expect
      .poll(async () => (await session.shown(orderId)).refunds)
      .toMatchObject([{ status: "completed", failure_reason: null, failed_time: null }]);
  });

  test("records a payment outside PayPal for a refund that PayPal never makes; the ledger is correct", async () => {
    const { paypal, webOrder } = session.environment.sandbox;
    webOrder.refuse("never-refunded");
    const orderId = await session.create("never-refunded");
    paypal.refuseRefunds(orderId, "PAYER_ACCOUNT_LOCKED_OR_CLOSED");
    paypal.captureInBrowser(orderId);
    await session.customer.order.approve.mutate({ order_id: orderId });
    await session.reaches(orderId, "needs_attention");
    const { next_step: next, available_actions: actions } = await session.shown(orderId);
    expect(next).toMatch(/^Refund the payer outside PayPal/);
    expect(actions.at(-1)).toMatchObject({ action: "close", outcome: "paid_back_outside" });
    const closed = await session.billing(
      "close",
      orderId,
      "--why",
      "paid by bank transfer",
      "--yes",
    );
    expect(closed).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await session.shown(orderId)).toMatchObject({
      state: "closed",
      refunded_amount: { currency_code: "USD", value: "31.00" },
    });
    expect((await session.billing("money")).exitCode).toBe(0);
  });
});
