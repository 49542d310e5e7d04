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
import { expect } from "vitest";

export type OrderDetail = AppOutputs["operator"]["order"];

/** A server that trusts the sandbox's issuer, one of its customers, and an operator at the command line. */
export interface OperatorSession {
  readonly environment: FlowEnvironment;
  readonly server: BillingProcess;
  readonly customer: BillingClient;
  /** Settings of a server that trusts the sandbox's issuer. */
  trusting(): Record<string, string>;
  /** Settings of the command line with a token. */
  at(token: string): Record<string, string>;
  /** Runs a command as the operator. */
  billing(...args: string[]): Promise<CommandResult>;
  shown(orderId: string): Promise<OrderDetail>;
  /** Creates an order of the customer; returns its id. */
  create(name: string): Promise<string>;
  reaches(orderId: string, state: OrderDetail["state"]): Promise<void>;
  /** The second payment for one cluster, captured in the browser: it needs manual review. */
  heldPayment(name: string): Promise<string>;
  /** An approved order whose capture PayPal rejected with an unknown issue. */
  refusedCapture(name: string): Promise<string>;
}

const webhookId = "4JH86294D6297924G";

export async function startOperatorSession(): Promise<OperatorSession> {
  const environment = await startFlowEnvironment();
  const { paypal, issuer } = environment.sandbox;
  const trusting = () => ({
    oidc_issuer: issuer.url,
    oidc_audience: issuer.audience,
    // The customer of these tests sends far more requests than a person.
    rate_limit_per_user: "100000",
  });
  const server = await environment.startServer({
    ...trusting(),
    paypal_webhook_id: webhookId,
    paypal_webhook_issuer: paypal.webhooks.caCertificate,
  });
  paypal.webhooks.subscribe({ url: `${server.url}/webhooks/paypal`, webhookId });
  const user_id = issuer.users[0].id;
  const customer = createBillingClient({ url: server.url, token: () => issuer.tokenFor(user_id) });

  const at = (token: string) => ({ billing_url: server.url, billing_token: token });
  const billing = async (...args: string[]) =>
    billingCommand(at(await issuer.operatorToken()), ...args);
  const shown = async (orderId: string) =>
    JSON.parse((await billing("show", orderId, "--json")).stdout) as OrderDetail;
  const create = async (name: string) =>
    (await customer.order.create.mutate(orderInput(name, { user_id }))).order_id;
  const reaches = (orderId: string, state: OrderDetail["state"]) =>
    expect
      .poll(async () => (await customer.order.get.query({ order_id: orderId })).state)
      .toBe(state);

  async function heldPayment(name: string): Promise<string> {
    const [first, second] = [await create(name), await create(name)];
    for (const order_id of [first, second]) {
      paypal.captureInBrowser(order_id);
      await customer.order.approve.mutate({ order_id });
    }
    await reaches(second, "needs_attention");
    return second;
  }

  async function refusedCapture(name: string): Promise<string> {
    const order_id = await create(name);
    paypal.faults.add({ operation: "orders.capture", kind: "issue", issue: "SOMETHING_NEW" });
    paypal.approve(order_id);
    await customer.order.approve.mutate({ order_id });
    await reaches(order_id, "needs_attention");
    return order_id;
  }

  const orders = { billing, shown, create, reaches, heldPayment, refusedCapture };
  return { environment, server, customer, trusting, at, ...orders };
}
