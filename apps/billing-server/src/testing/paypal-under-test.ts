import { randomUUID } from "node:crypto";
import { type PayPalSandbox, startSandbox } from "@onekonsole/billing-sandbox";
import type { OrderId } from "../domain/order.ts";
import type { CallLimits } from "../paypal/call-paypal.ts";
import { BillingPayPalClient, type PayPalAccount } from "../paypal/client.ts";
import { createPayPalGateway } from "../paypal/gateway.ts";
import { createTransport } from "../paypal/transport.ts";
import type { Breaker } from "../ports/breaker.ts";
import type { OpenOrder, PayPalGateway } from "../ports/paypal-gateway.ts";
import { closedBreaker } from "./closed-breaker.ts";

/** Our gateway in front of a simulated PayPal, over real HTTP. */
export interface PayPalUnderTest extends AsyncDisposable {
  readonly sandbox: PayPalSandbox;
  readonly gateway: PayPalGateway;
  /** The same, but it never asks twice; it waits longer for the one answer. */
  readonly singleTryGateway: PayPalGateway;
  readonly account: PayPalAccount;
  /** The client behind both gateways. */
  readonly client: BillingPayPalClient;
}

/** As many tries as in production, but nobody waits for a hanging PayPal as long. */
export const briefLimits: CallLimits = {
  interactive: { totalMs: 4_000, attemptMs: 400, attempts: 3 },
  background: { totalMs: 1_000, attemptMs: 1_000, attempts: 1 },
};

/** Starts both; `account` overrides what the simulator would accept. */
export async function startPayPalUnderTest(
  account: Partial<PayPalAccount> = {},
  breaker: Breaker = closedBreaker,
): Promise<PayPalUnderTest> {
  const { paypal: sandbox, close } = await startSandbox();
  const known: PayPalAccount = {
    clientId: sandbox.clientId,
    clientSecret: sandbox.clientSecret,
    environment: "sandbox",
    baseUrl: sandbox.url,
    ...account,
  };
  const client = new BillingPayPalClient(known, createTransport);
  return {
    sandbox,
    account: known,
    client,
    gateway: createPayPalGateway({ client, breaker, limits: briefLimits }),
    singleTryGateway: createPayPalGateway({
      client,
      breaker,
      limits: { ...briefLimits, interactive: { totalMs: 5_000, attemptMs: 5_000, attempts: 1 } },
    }),
    [Symbol.asyncDispose]: async () => {
      await client.close();
      await close();
    },
  };
}

/** An order to open at PayPal, each time with an id of its own. */
export function orderToOpen(changes: Partial<OpenOrder> = {}): OpenOrder {
  return {
    orderId: randomUUID() as OrderId,
    currency: "USD",
    amount: 3_100n,
    clusterName: "my-cluster",
    ...changes,
  };
}

/** The requests that carried a PayPal-Request-Id, oldest first. */
export function requestsWithKey(sandbox: PayPalSandbox, key: string) {
  return sandbox.requests.filter(({ headers }) => headers["paypal-request-id"] === key);
}

/** How often a token was asked for. */
export function tokenCalls(sandbox: PayPalSandbox): number {
  return sandbox.requests.filter(({ path }) => path === "/v1/oauth2/token").length;
}
