import type { AppOutputs } from "@onekonsole/billing-contract";
import { actorName, type OperatorCall } from "../call.ts";
import type { OperatorDependencies } from "./operator-dependencies.ts";

interface Reconciliation {
  /** ISO 8601. */
  readonly since: string;
  readonly reason: string;
}

/** Schedules a re-check with PayPal of every order created since the given time; returns their number. */
export async function reconcileOrders(
  { operators }: OperatorDependencies,
  { caller, input }: OperatorCall<Reconciliation>,
): Promise<AppOutputs["operator"]["reconcile"]> {
  const orders = await operators.reconcile({
    since: new Date(input.since),
    actor: actorName(caller),
    note: input.reason,
  });
  return { orders };
}
