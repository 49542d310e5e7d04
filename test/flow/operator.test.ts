import { type BillingClient, createBillingClient } from "@onekonsole/billing-client";
import type { AppOutputs } from "@onekonsole/billing-contract";
import { orderInput } from "@onekonsole/billing-testkit/console-call";
import {
  billingCommand,
  type CommandResult,
} from "@onekonsole/billing-testkit/server/billing-command";
import type { BillingProcess } from "@onekonsole/billing-testkit/server/billing-process";
import {
  startFlowEnvironment,
  type FlowEnvironment,
} from "@onekonsole/billing-testkit/server/flow-environment";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

const webhookId = "4JH86294D6297924G";

let environment: FlowEnvironment;
let server: BillingProcess;
let customer: BillingClient;
beforeAll(async () => {
  environment = await startFlowEnvironment();
  const { paypal } = environment.sandbox;
  server = await environment.startServer({
    ...trusting(),
    paypal_webhook_id: webhookId,
    paypal_webhook_issuer: paypal.webhooks.caCertificate,
  });
  paypal.webhooks.subscribe({ url: `${server.url}/webhooks/paypal`, webhookId });
  const { issuer } = environment.sandbox;
  const token = () => issuer.tokenFor(issuer.users[0].id);
  customer = createBillingClient({ url: server.url, token });
});
afterAll(() => environment[Symbol.asyncDispose]());
beforeEach(() => environment.sandbox.paypal.faults.clear());

/** Settings of a server that trusts the sandbox's issuer. */
function trusting() {
  const { url, audience } = environment.sandbox.issuer;
  // The customer of this test sends far more requests than a person.
  return { oidc_issuer: url, oidc_audience: audience, rate_limit_per_user: "100000" };
}

const at = (token: string) => ({ billing_url: server.url, billing_token: token });
const billing = async (...args: string[]): Promise<CommandResult> =>
  billingCommand(at(await environment.sandbox.issuer.operatorToken()), ...args);

type OrderDetail = AppOutputs["operator"]["order"];
const shown = async (orderId: string): Promise<OrderDetail> =>
  JSON.parse((await billing("show", orderId, "--json")).stdout) as OrderDetail;

async function create(name: string): Promise<string> {
  const user_id = environment.sandbox.issuer.users[0].id;
  return (await customer.order.create.mutate(orderInput(name, { user_id }))).order_id;
}

const reaches = (orderId: string, state: OrderDetail["state"]) =>
  expect
    .poll(async () => (await customer.order.get.query({ order_id: orderId })).state)
    .toBe(state);

/** The second payment for one cluster, captured in the browser: it needs manual review. */
async function heldPayment(name: string): Promise<string> {
  const [first, second] = [await create(name), await create(name)];
  for (const order_id of [first, second]) {
    environment.sandbox.paypal.captureInBrowser(order_id);
    await customer.order.approve.mutate({ order_id });
  }
  await reaches(second, "needs_attention");
  return second;
}

/** An approved order whose capture PayPal refused with an unknown issue. */
async function refusedCapture(name: string): Promise<string> {
  const { paypal } = environment.sandbox;
  const order_id = await create(name);
  paypal.faults.add({ operation: "orders.capture", kind: "issue", issue: "SOMETHING_NEW" });
  paypal.approve(order_id);
  await customer.order.approve.mutate({ order_id });
  await reaches(order_id, "needs_attention");
  return order_id;
}

const robin = "robin (5a70c9d8-3e21-4b94-b6f7-08d2e1a4c953)";

describe("an operator", () => {
  test("finds a held payment and its reason, and refunds it; the history has the operator and reason", async () => {
    const { paypal } = environment.sandbox;
    const orderId = await heldPayment("paid-twice");

    const listed = await billing("orders");
    expect(listed).toMatchObject({ exitCode: 0, stderr: "" });
    expect(listed.stdout).toMatch(new RegExp(`^${orderId} +needs_attention .* paid-twice `, "m"));

    const { stdout } = await billing("show", orderId);
    expect(stdout).toMatch(
      /already has order \S+ for a cluster of this name.*\nNext: Ask the customer/,
    );

    const done = await billing("refund", orderId, "--why", "paid twice by mistake", "--yes");
    expect(done).toMatchObject({ exitCode: 0, stderr: "" });
    expect(done.stdout).toMatch(
      /^Done: the refund is requested; order \S+ is refunding, version \d+\. /,
    );
    await reaches(orderId, "refunded");
    expect(paypal.refundedTotal(orderId)).toBe("31.00");
    const { history, refunds } = await shown(orderId);
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

  test("retries a capture that PayPal refused, and the cluster is delivered", async () => {
    const orderId = await refusedCapture("refused-once");
    const before = await shown(orderId);
    expect(before).toMatchObject({ captured_amount: null, refundable_amount: null });
    expect(before.situation).toMatch(/refused the capture/);
    expect(before.history.at(-1)?.debug_id).toEqual(expect.any(String));

    const args = ["retry", orderId, "--why", "PayPal confirmed the fix", "--yes", "--json"];
    const { exitCode, stdout } = await billing(...args);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      order_id: orderId,
      state: "approved",
      version: before.version + 1,
    });
    await reaches(orderId, "provisioned");
    expect(environment.sandbox.paypal.captureCount(orderId)).toBe(1);
    const retried = (await shown(orderId)).history.find(({ event }) => event === "capture_retried");
    expect(retried).toMatchObject({ actor: robin, note: "PayPal confirmed the fix" });
  });

  test("closes an order whose payment was reversed", async () => {
    const { paypal } = environment.sandbox;
    const orderId = await create("taken-back");
    paypal.captureInBrowser(orderId);
    await customer.order.approve.mutate({ order_id: orderId });
    await reaches(orderId, "provisioned");
    const { dispute_id: id } = paypal.openDispute(orderId);
    paypal.resolveDispute(id, "RESOLVED_BUYER_FAVOUR");
    await reaches(orderId, "needs_attention");
    expect((await shown(orderId)).next_step).toMatch(/Then close the order/);
    await paypal.webhooks.idle();

    const closed = await billing("close", orderId, "--why", "the cluster is stopped", "--yes");
    expect(closed.stdout).toMatch(/ is closed, version \d+\.\n$/);
    const { version, history } = await shown(orderId);
    expect(history.at(-1)).toMatchObject({ event: "closed", actor: robin });
    expect(await customer.order.get.query({ order_id: orderId })).toMatchObject({
      state: "closed",
      version,
      payment_status: "Failed",
    });
    expect((await billing("orders")).stdout).not.toContain(orderId);
  });

  test("refunds a part, and never more than the rest", async () => {
    const orderId = await heldPayment("part-of-it");
    const refund = (amount: string) =>
      billing("refund", orderId, amount, "--why", "as agreed", "--yes");
    expect((await refund("10.00")).exitCode).toBe(0);
    await reaches(orderId, "needs_attention");
    const { exitCode, stderr } = await refund("21.01");
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `The amount exceeds what order ${orderId} can refund: 21.00 USD. Repeat the command with at most that amount.\n`,
    );
    expect(environment.sandbox.paypal.refundedTotal(orderId)).toBe("10.00");
  });

  test("sends two refunds at once: one is made", async () => {
    const orderId = await heldPayment("two-operators");
    const refund = () => billing("refund", orderId, "20.00", "--why", "as agreed", "--yes");
    const ended = await Promise.all([refund(), refund()]);
    expect(new Set(ended.map(({ exitCode }) => exitCode))).toEqual(new Set([0, 1]));
    await reaches(orderId, "needs_attention");
    expect(environment.sandbox.paypal.refundedTotal(orderId)).toBe("20.00");
    expect((await shown(orderId)).refunds).toHaveLength(1);
  });

  test("reads why a refund of a delivered cluster is delayed, and that it is made once there are funds", async () => {
    const { paypal } = environment.sandbox;
    const orderId = await create("no-balance");
    paypal.captureInBrowser(orderId);
    await customer.order.approve.mutate({ order_id: orderId });
    await reaches(orderId, "provisioned");
    paypal.refuseRefunds(orderId, "REFUND_FAILED_INSUFFICIENT_FUNDS");
    await billing("refund", orderId, "5.00", "--why", "a bad week", "--yes");
    await expect
      .poll(async () => (await shown(orderId)).refunds)
      .toMatchObject([{ status: "requested", failure_reason: "REFUND_FAILED_INSUFFICIENT_FUNDS" }]);
    const { stdout } = await billing("show", orderId);
    expect(stdout).toMatch(/\nNext: Top up the balance of the PayPal account\. .* automatically\./);
    expect(stdout).toMatch(/REFUND_FAILED_INSUFFICIENT_FUNDS +20\d\d-/);
    paypal.allowRefunds(orderId);
    await expect
      .poll(async () => (await shown(orderId)).refunds)
      .toMatchObject([{ status: "completed", failure_reason: null, failed_time: null }]);
  });

  test("records a payment outside PayPal for a refund that PayPal never makes; the ledger is correct", async () => {
    const { paypal, webOrder } = environment.sandbox;
    webOrder.refuse("never-refunded");
    const orderId = await create("never-refunded");
    paypal.refuseRefunds(orderId, "PAYER_ACCOUNT_LOCKED_OR_CLOSED");
    paypal.captureInBrowser(orderId);
    await customer.order.approve.mutate({ order_id: orderId });
    await reaches(orderId, "needs_attention");
    const { next_step: next, available_actions: actions } = await shown(orderId);
    expect(next).toMatch(/^Pay the payer back outside PayPal/);
    expect(actions.at(-1)).toMatchObject({ action: "close", outcome: "paid_back_outside" });
    const closed = await billing("close", orderId, "--why", "paid by bank transfer", "--yes");
    expect(closed).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await shown(orderId)).toMatchObject({
      state: "closed",
      refunded_amount: { currency_code: "USD", value: "31.00" },
    });
    expect((await billing("money")).exitCode).toBe(0);
  });

  test("finds payments that the merchant has to accept at PayPal; the payer reads the same", async () => {
    const { paypal } = environment.sandbox;
    const reason = "RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION";
    const orderId = await create("to-be-accepted");
    paypal.captureInBrowser(orderId, { capture: "PENDING", pendingReason: "ECHECK" });
    await customer.order.approve.mutate({ order_id: orderId });
    const { problem } = await customer.order.get.query({ order_id: orderId });
    expect(problem).toMatch(/^Your bank is transferring the money.*3 to 6 business days/);
    paypal.hold(orderId, reason);
    await expect
      .poll(async () => (await shown(orderId)).pending_reason, { interval: 200 })
      .toBe(reason);
    const listed = await billing("orders", "--state", "capture_pending");
    expect(listed.stdout.split("\n")[1]).toMatch(
      new RegExp(`^${orderId} +capture_pending, ${reason} .*We have to accept`),
    );
    expect((await shown(orderId)).next_step).toMatch(/^Accept the payment in PayPal/);
    paypal.settle(orderId, "COMPLETED");
    await reaches(orderId, "provisioned");
  });

  test("gets both orders if PayPal shows one capture for two; the payer gets no error", async () => {
    const { paypal } = environment.sandbox;
    const [first, second] = [await create("shared-one"), await create("shared-two")];
    paypal.captureInBrowser(first);
    await customer.order.approve.mutate({ order_id: first });
    await reaches(first, "provisioned");
    paypal.webhooks.deliveryFaults.dropNext(20);
    paypal.captureInBrowser(second);
    paypal.webhooks.deliveryFaults.clear();
    const firstCapture = (orderId: string) =>
      paypal.orders.get(orderId)?.purchase_units[0]?.payments?.captures[0];
    const captureId = firstCapture(first)?.id ?? "";
    Object.assign(firstCapture(second) ?? {}, { id: captureId });
    const answer = await customer.order.approve.mutate({ order_id: second });
    expect(answer).toEqual({ id: second, status: "COMPLETED" });
    await reaches(second, "needs_attention");
    const { situation } = await shown(second);
    expect(situation).toContain(`capture ${captureId} of 31.00 USD, which order ${first} has`);
    const closed = await billing("close", second, "--why", "it was the first's", "--yes");
    expect(closed.stdout).toMatch(/ is closed, version/);
  });

  test("gets the obstacle for an order that does not need manual review", async () => {
    const orderId = await create("not-yet-paid");
    const { exitCode, stdout, stderr } = await billing(
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
    await heldPayment("counted");
    const ledger = await billing("money", "--json");
    expect(ledger).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(ledger.stdout)).toMatchObject([
      { currency_code: "USD", unaccounted: "0.00" },
    ]);
    const why = ["--why", "after an outage", "--json"];
    const reconciled = await billing("reconcile", "--since", "1h", ...why);
    expect(reconciled.exitCode).toBe(0);
    expect((JSON.parse(reconciled.stdout) as { orders: number }).orders).toBeGreaterThanOrEqual(2);
  });

  test("pages through all orders as --json", async () => {
    const orderIds = [
      await create("page-one"),
      await create("page-two"),
      await create("page-three"),
    ];
    const args = ["orders", "--state", "awaiting_approval", "--limit", "1", "--json"];
    const first = JSON.parse((await billing(...args)).stdout) as { orders: object[]; next: string };
    expect(first.orders).toHaveLength(1);
    expect(first.next).toEqual(expect.any(String));
    const all = JSON.parse((await billing(...args, "--all")).stdout) as {
      orders: { order_id: string }[];
      next: null;
    };
    expect(all.next).toBeNull();
    const found = all.orders.map(({ order_id: id }) => id);
    expect(found).toEqual(expect.arrayContaining(orderIds));
    expect(new Set(found).size).toBe(found.length);
  });
});

describe("a caller that is not an operator", () => {
  test("is rejected, and the order is unchanged", async () => {
    const orderId = await heldPayment("not-permitted");
    const { issuer } = environment.sandbox;
    const refund = ["refund", orderId, "--why", "it is mine", "--yes"];
    const [user, service, forger, anonymous] = await Promise.all([
      billingCommand(at(await issuer.tokenFor(issuer.users[0].id)), ...refund),
      billingCommand(at(await issuer.serviceToken()), ...refund),
      billingCommand(at(await issuer.forgedToken("foreign_key")), ...refund),
      billingCommand({ billing_url: server.url }, ...refund),
    ]);
    for (const { exitCode, stdout, stderr } of [user, service]) {
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
      expect(stderr).toMatch(/\(forbidden, request \S+\)\n$/);
    }
    expect(forger.exitCode).toBe(1);
    expect(forger.stderr).toMatch(/\(unauthenticated, request \S+\)\n$/);
    expect(anonymous.exitCode).toBe(2);
    expect(anonymous.stderr).toMatch(/^billing_token is not set/);
    expect(await shown(orderId)).toMatchObject({ state: "needs_attention", refunds: [] });
  });

  test("gets the reason if the operator API is disabled: no issuer", async () => {
    const trustsTheIngress = await environment.startServer();
    const settings = { billing_url: trustsTheIngress.url, billing_token: "whatever" };
    const { exitCode, stderr } = await billingCommand(settings, "orders");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/no oidc_issuer.*\(not_found, request \S+\)\n$/);
  });
});

test("client credentials are accepted if the client has the operator role", async () => {
  const { issuer } = environment.sandbox;
  const role = { oidc_operator_role: "billing-service", oidc_service_role: "nobodys" };
  const other = await environment.startServer({ ...trusting(), ...role });
  const client = {
    billing_url: other.url,
    billing_issuer: issuer.url,
    billing_client_id: issuer.clientId,
    billing_client_secret: issuer.clientSecret,
  };
  const { exitCode, stdout, stderr } = await billingCommand(client, "orders", "--json");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(JSON.parse(stdout)).toHaveProperty("orders");
});
