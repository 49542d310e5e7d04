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

/** The gateway connected to a simulated PayPal over HTTP. */
export interface PayPalUnderTest extends AsyncDisposable {
  readonly sandbox: PayPalSandbox;
  readonly gateway: PayPalGateway;
  /** A gateway without retries and with a longer timeout. */
  readonly singleTryGateway: PayPalGateway;
  readonly account: PayPalAccount;
  /** The client behind both gateways. */
  readonly client: BillingPayPalClient;
}

/** As many attempts as in production, with shorter timeouts. */
export const briefLimits: CallLimits = {
  interactive: { totalMs: 4_000, attemptMs: 400, attempts: 3 },
  background: { totalMs: 1_000, attemptMs: 1_000, attempts: 1 },
};

/** Starts the sandbox and the gateway; `account` overrides the valid credentials. */
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
      limits: { ...briefLimits, interactive: { totalMs: 60_000, attemptMs: 60_000, attempts: 1 } },
    }),
    [Symbol.asyncDispose]: async () => {
      await client.close();
      await close();
    },
  };
}

/** An order to create at PayPal, with a unique id; by default with one line. */
export function orderToOpen(changes: Partial<OpenOrder> = {}): OpenOrder {
  const { amount = 3_100n } = changes;
  return {
    orderId: randomUUID() as OrderId,
    currency: "USD",
    amount,
    addedVat: 0n,
    lines: [{ item: "basic", quantity: 1, unitMinorUnits: amount, minorUnits: amount }],
    clusterName: "my-cluster",
    ...changes,
  };
}

/** The requests that carried a PayPal-Request-Id, oldest first. */
export function requestsWithKey(sandbox: PayPalSandbox, key: string) {
  return sandbox.requests.filter(({ headers }) => headers["paypal-request-id"] === key);
}

/** The number of token requests. */
export function tokenCalls(sandbox: PayPalSandbox): number {
  return sandbox.requests.filter(({ path }) => path === "/v1/oauth2/token").length;
}
