import type { AppOutputs } from "@onekonsole/billing-contract";
import { BillingError } from "../../domain/billing-error.ts";
import type { OperatorStore, PaymentClosure } from "../../ports/operator-store.ts";

/** Takes a payment off the list, with who and why; `not_possible` when none is open under that event. */
export async function closeUnmatchedPayment(
  operators: OperatorStore,
  closure: PaymentClosure,
): Promise<AppOutputs["operator"]["closeUnmatchedPayment"]> {
  if (!(await operators.closeUnmatchedPayment(closure))) throw new BillingError("not_possible");
  return { event_id: closure.eventId };
}
