import { controlCall } from "../control-call.ts";
import type { ActionRule, OrderSituation } from "./order-action.ts";
import { hasMoney } from "./states.ts";

const part = "1";

/** Whether more than the part remains, after all refunds that are not without effect. */
function hasMoreThanPart({ order }: OrderSituation): boolean {
  const captured = order.captures.map(({ amount }) => Number(amount.value));
  const returned = order.refunds
    .filter(({ status }) => status === "COMPLETED" || status === "PENDING")
    .map(({ amount }) => -Number(amount.value));
  return [...captured, ...returned].reduce((sum, value) => sum + value, 0) > Number(part);
}

/** What the merchant does in PayPal's dashboard, past the service. */
export const merchantActions: readonly ActionRule[] = [
  {
    id: "refund-all",
    actor: "merchant",
    label: "Refund all that remains",
    leadsTo: "PayPal returns the money to the payer, and the service records the refund.",
    calls: (situation) =>
      hasMoney(situation) ? [controlCall("orders", "refund", { id: situation.order.id })] : [],
  },
  {
    id: "refund-part",
    actor: "merchant",
    label: "Refund one unit of the currency",
    leadsTo: "PayPal returns a part of the money, and the service records the refund.",
    calls: (situation) =>
      hasMoney(situation) && hasMoreThanPart(situation)
        ? [controlCall("orders", "refund", { id: situation.order.id, value: part })]
        : [],
  },
];
