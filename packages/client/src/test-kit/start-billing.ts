import type { Sandbox } from "@onekonsole/billing-sandbox";

export interface StartOptions {
  /** PayPal, web-order and the OpenID Connect issuer are simulated: no other upstreams are possible. */
  readonly sandbox: true;
  /** Variables of the server's configuration that replace those for the sandbox, such as `allowed_origins`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The billing service in a separate process, its database, and the simulated upstreams. */
export interface StartedBilling extends AsyncDisposable {
  /** The root of the service, for `createBillingClient`. */
  readonly url: string;
  /** An access token of a user. It is valid for some minutes: let the client call this before each request. */
  tokenFor(userId: string): Promise<string>;
  /** Approves an order as its payer does at PayPal. Throws if the order is unknown, expired or captured. */
  approve(orderId: string): void;
  /** The simulators, which can also decline, hold, refund, dispute and fail. */
  readonly sandbox: Sandbox;
  /** Stops everything, and removes the database. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts the real billing service on free loopback ports, with a PostgreSQL of its own. Node 24 or newer. Everything ends
 * with this process, even after SIGKILL.
 * @throws an Error that names the packages to install if they are missing, or that has the server's log if it exits.
 */
export async function startBilling(options: StartOptions): Promise<StartedBilling> {
  // On demand: a browser loads the rest of this entry.
  const { startService } = await import("./service/start-service.ts");
  return startService(options);
}
