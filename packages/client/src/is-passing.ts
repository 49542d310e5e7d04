import type { ErrorCode } from "@onekonsole/billing-contract";
import type { BillingError } from "./billing-error.ts";

// To retry them is the user's step: the payer approves at PayPal, or pays for another order.
const userSteps: ReadonlySet<string> = new Set<ErrorCode>([
  "order_not_approved",
  "too_many_open_orders",
]);

/**
 * Whether the same call may succeed a moment later, whatever became of this one. The action decides, so that a
 * code of a newer release of the service is judged as well.
 */
export const isPassing = ({ code, action }: Pick<BillingError, "code" | "action">): boolean =>
  action === "retry" && !userSteps.has(code);
