import { parseMoney } from "@onekonsole/billing-contract";
import { BillingError } from "../../domain/billing-error.ts";
import { refundRequested } from "../../domain/operator-actions.ts";
import type { Order } from "../../domain/order.ts";
import type { OperatorCall } from "../call.ts";
import {
  type ActionDependencies,
  findActionableOrder,
  type OperatorAction,
  performAction,
} from "./operator-action.ts";

export interface RefundInput extends OperatorAction {
  /** A decimal in the capture's currency; by default all that remains. */
  readonly amount?: string | undefined;
}

/**
 * Requests a refund, in full or in part: stores it as a row, which a job sends to PayPal. Throws
 * `not_possible` if a refund of that amount is not available, and `invalid_input` for an invalid amount.
 */
export async function refundPayment(
  deps: ActionDependencies,
  call: OperatorCall<RefundInput>,
): Promise<Order> {
  const { order, actions } = await findActionableOrder(deps.store, call.input);
  const { amount: value } = call.input;
  const amount = value === undefined ? null : minorUnits(value, order);
  const { refund } = actions;
  if (!refund.possible || (amount ?? 0n) > refund.atMost) throw new BillingError("not_possible");
  return performAction(deps, call, { order, event: refundRequested(amount) });
}

function minorUnits(value: string, order: Order): bigint {
  const code = order.capturedCurrency ?? order.currency;
  const amount = parseMoney({ currency_code: code, value });
  if (amount !== undefined && amount > 0n) return amount;
  const message = `must be an amount of ${code} above zero`;
  throw new BillingError("invalid_input", { fields: [{ path: "amount", message }] });
}
