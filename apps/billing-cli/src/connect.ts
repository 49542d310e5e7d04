import { createBillingClient } from "@onekonsole/billing-client";
import { clientTokenSource } from "./client-token.ts";
import type { Operators } from "./command.ts";
import { type Environment, readSettings } from "./settings.ts";

/** A client for the operator procedures of the service at billing_url; throws a UsageError. */
export function connect(environment: Environment): Operators {
  const { url, token } = readSettings(environment);
  const source = typeof token === "string" ? token : clientTokenSource(token);
  // An operator reads a failure at once, and decides.
  return createBillingClient({ url, token: source, retryForMs: 0 }).operator;
}
