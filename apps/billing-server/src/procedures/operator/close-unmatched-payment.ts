import type { AppOutputs } from "@onekonsole/billing-contract";
import { BillingError } from "../../domain/billing-error.ts";
import { actorName, type OperatorCall } from "../call.ts";
import type { OperatorDependencies } from "./operator-dependencies.ts";

interface UnmatchedPaymentClosure {
  readonly event_id: string;
  readonly reason: string;
}

/**
 * Removes a payment from the list of unmatched payments and records operator and reason. Throws
 * `not_possible` if no open payment has the event id.
 */
export async function closeUnmatchedPayment(
  { operators }: OperatorDependencies,
  { caller, input }: OperatorCall<UnmatchedPaymentClosure>,
): Promise<AppOutputs["operator"]["closeUnmatchedPayment"]> {
  const { event_id: eventId, reason: note } = input;
  const isClosed = await operators.closeUnmatchedPayment({
    eventId,
    actor: actorName(caller),
    note,
  });
  if (!isClosed) throw new BillingError("not_possible");
  return { event_id: eventId };
}
