import { controlCall } from "../control-call.ts";
import type { ActionRule, OrderSituation } from "./order-action.ts";
import { hasMoney, isPayable, openDisputes } from "./states.ts";

const ifPayable = (
  situation: OrderSituation,
  verb: "approve" | "decline" | "captureInBrowser",
  outcome: { readonly capture?: "PENDING" } = {},
) =>
  isPayable(situation) ? [controlCall("orders", verb, { id: situation.order.id, ...outcome })] : [];

export const payerActions: readonly ActionRule[] = [
  {
    id: "approve",
    actor: "payer",
    label: "Approve the payment",
    leadsTo: "PayPal reports the approval, and the service captures the payment.",
    calls: (situation) => ifPayable(situation, "approve"),
  },
  {
    id: "approve-declined",
    actor: "payer",
    label: "Approve with a card that is declined",
    leadsTo: "The capture is declined, no money moves, and the payer can approve again.",
    calls: (situation) => ifPayable(situation, "decline"),
  },
  {
    id: "approve-pending",
    actor: "payer",
    label: "Approve a payment that PayPal reviews",
    leadsTo: "The capture stays pending until PayPal completes or denies it.",
    calls: (situation) => ifPayable(situation, "approve", { capture: "PENDING" }),
  },
  {
    id: "capture-in-browser",
    actor: "payer",
    label: "Pay in the browser",
    leadsTo: "The browser captures the payment, and PayPal reports it to the service by webhook.",
    calls: (situation) => ifPayable(situation, "captureInBrowser"),
  },
  {
    id: "open-dispute",
    actor: "payer",
    label: "Open a dispute",
    leadsTo: "PayPal opens a dispute, and the service marks the order as disputed.",
    calls: (situation) =>
      hasMoney(situation) && openDisputes(situation).length === 0
        ? [controlCall("disputes", "open", { order_id: situation.order.id })]
        : [],
  },
  {
    id: "withdraw-dispute",
    actor: "payer",
    label: "Withdraw the dispute",
    leadsTo: "The dispute is resolved, and the merchant keeps the money.",
    calls: (situation) =>
      openDisputes(situation).map(({ id }) =>
        controlCall("disputes", "resolve", { id, outcome: "CANCELED_BY_BUYER" }),
      ),
  },
];
