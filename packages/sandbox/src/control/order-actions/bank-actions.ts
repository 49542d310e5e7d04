import { controlCall } from "../control-call.ts";
import type { ActionRule, OrderSituation } from "./order-action.ts";
import { hasMoney, isReversed, pendingRefunds } from "./states.ts";

const settleRefunds = (situation: OrderSituation, status: "COMPLETED" | "FAILED") =>
  pendingRefunds(situation).map(({ id }) => controlCall("orders", "settleRefund", { id, status }));

export const bankActions: readonly ActionRule[] = [
  {
    id: "reverse",
    actor: "bank",
    label: "Take the money back",
    leadsTo: "The payer's bank reverses all that remains, and the service records the reversal.",
    calls: (situation) =>
      hasMoney(situation) ? [controlCall("orders", "reverse", { id: situation.order.id })] : [],
  },
  {
    id: "cancel-reversal",
    actor: "bank",
    label: "Return the reversed money",
    leadsTo: "The merchant has the money again.",
    calls: (situation) =>
      isReversed(situation)
        ? [controlCall("orders", "cancelReversal", { id: situation.order.id })]
        : [],
  },
  {
    id: "complete-refund",
    actor: "bank",
    label: "Complete the pending refund",
    leadsTo: "The payer has the money.",
    calls: (situation) => settleRefunds(situation, "COMPLETED"),
  },
  {
    id: "fail-refund",
    actor: "bank",
    label: "Fail the pending refund",
    leadsTo: "The money remains with the merchant.",
    calls: (situation) => settleRefunds(situation, "FAILED"),
  },
];
