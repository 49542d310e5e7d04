import type { Call } from "../http/call.ts";
import type { Effect } from "../http/with-faults.ts";
import type { PayPalOperation, PayPalSandbox } from "./paypal-sandbox.ts";
import { apiError, issueError, oauthError } from "./responses.ts";

const descriptions = {
  unknown: "Access Token not found in cache",
  expired: "Token signature verification failed",
} as const;

/** Adds PayPal's bearer token check to an operation, and supports `PayPal-Mock-Response`. */
export function authorized(
  paypal: PayPalSandbox,
  operation: PayPalOperation,
  effect: Effect,
): Effect {
  return (call) => {
    const header = call.request.headers.get("authorization");
    if (header === null) return apiError(401, [{ issue: "INVALID_ACCOUNT_STATUS" }]);
    const fault = paypal.tokens.findFault(header.replace(/^Bearer +/i, ""));
    if (fault) return oauthError(401, "invalid_token", descriptions[fault]);
    const mocked = mockedIssue(call);
    return mocked ? issueError(mocked, operation) : effect(call);
  };
}

function mockedIssue({ request }: Call): string | undefined {
  const header = request.headers.get("paypal-mock-response");
  return header ? /"mock_application_codes"\s*:\s*"([A-Z_]+)"/.exec(header)?.[1] : undefined;
}
