import { parseMoney } from "@onekonsole/billing-contract";
import { BillingError } from "../../domain/billing-error.ts";
import { refundRequested } from "../../domain/operator-actions.ts";
import type { Order } from "../../domain/order.ts";
import { type Act, type ActDependencies, findActable, perform } from "./act.ts";

export interface RefundAct extends Act {
  /** A decimal in the capture's currency; `undefined` is all that is left. */
  readonly amount: string | undefined;
}

/**
 * An operator's second way out: money is given back, all or a part. The refund is a row when this
 * resolves, and a job makes it. `not_possible` where a refund of so much is no available action, and
 * `invalid_input` for what is no amount of that currency.
 */
export async function refundPayment(deps: ActDependencies, act: RefundAct): Promise<Order> {
  const { order, actions } = await findActable(deps.store, act);
  const amount = act.amount === undefined ? null : minorUnits(act.amount, order);
  const { refund } = actions;
  if (!refund.possible || (amount ?? 0n) > refund.atMost) throw new BillingError("not_possible");
  return perform(deps, { order, event: refundRequested(amount), act });
}

function minorUnits(value: string, order: Order): bigint {
  const code = order.capturedCurrency ?? order.currency;
  const amount = parseMoney({ currency_code: code, value });
  if (amount !== undefined && amount > 0n) return amount;
  const message = `must be an amount of ${code} above zero`;
  throw new BillingError("invalid_input", { fields: [{ path: "amount", message }] });
}
