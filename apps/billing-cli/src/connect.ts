import { createBillingClient } from "@onekonsole/billing-client";
import { clientTokens } from "./client-token.ts";
import type { Operators } from "./command.ts";
import { type Environment, readSettings } from "./settings.ts";

/** The operators' procedures of the service that the environment names; throws a UsageError. */
export function connect(environment: Environment): Operators {
  const { url, token } = readSettings(environment);
  const source = typeof token === "string" ? token : clientTokens(token);
  return createBillingClient({ url, token: source }).operator;
}
