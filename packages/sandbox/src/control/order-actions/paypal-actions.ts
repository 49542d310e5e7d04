import { controlCall } from "../control-call.ts";
import type { ActionRule, OrderSituation } from "./order-action.ts";
import { isPayable, isPending, openDisputes, resolvedDisputes } from "./states.ts";

const settle = (situation: OrderSituation, status: "COMPLETED" | "DENIED") =>
  isPending(situation) ? [controlCall("orders", "settle", { id: situation.order.id, status })] : [];

const resolve = (
  situation: OrderSituation,
  outcome: "RESOLVED_BUYER_FAVOUR" | "RESOLVED_SELLER_FAVOUR",
) => openDisputes(situation).map(({ id }) => controlCall("disputes", "resolve", { id, outcome }));

export const paypalActions: readonly ActionRule[] = [
  {
    id: "complete-pending",
    actor: "paypal",
    label: "Release the pending payment",
    leadsTo: "The capture is completed, and the service orders the cluster.",
    calls: (situation) => settle(situation, "COMPLETED"),
  },
  {
    id: "deny-pending",
    actor: "paypal",
    label: "Deny the pending payment",
    leadsTo: "The capture is declined, and no money moves.",
    calls: (situation) => settle(situation, "DENIED"),
  },
  {
    id: "expire",
    actor: "paypal",
    label: "Let the order expire",
    leadsTo: "PayPal no longer shows the order, and no payment is possible.",
    calls: (situation) =>
      isPayable(situation) ? [controlCall("orders", "expire", { id: situation.order.id })] : [],
  },
  {
    id: "request-evidence",
    actor: "paypal",
    label: "Request the merchant's response",
    leadsTo: "The dispute waits for the merchant's response.",
    calls: (situation) =>
      openDisputes(situation)
        .filter(({ status }) => status === "OPEN")
        .map(({ id }) =>
          controlCall("disputes", "escalate", { id, status: "WAITING_FOR_SELLER_RESPONSE" }),
        ),
  },
  {
    id: "resolve-for-payer",
    actor: "paypal",
    label: "Decide the dispute for the payer",
    leadsTo: "PayPal takes back the money that remains.",
    calls: (situation) => resolve(situation, "RESOLVED_BUYER_FAVOUR"),
  },
  {
    id: "resolve-for-merchant",
    actor: "paypal",
    label: "Decide the dispute for the merchant",
    leadsTo: "The dispute is resolved, and the merchant keeps the money.",
    calls: (situation) => resolve(situation, "RESOLVED_SELLER_FAVOUR"),
  },
  {
    id: "reopen-dispute",
    actor: "paypal",
    label: "Reopen the dispute",
    leadsTo: "The dispute waits for the merchant's response again.",
    calls: (situation) =>
      resolvedDisputes(situation).map(({ id }) => controlCall("disputes", "reopen", { id })),
  },
  {
    id: "refuse-refunds",
    actor: "paypal",
    label: "Reject new refunds",
    leadsTo: "A refund that the service requests is rejected with REFUND_NOT_ALLOWED.",
    calls: ({ order: { id, captures, refund_issue } }) =>
      captures.length > 0 && refund_issue === undefined
        ? [controlCall("orders", "refuseRefunds", { id, issue: "REFUND_NOT_ALLOWED" })]
        : [],
  },
  {
    id: "allow-refunds",
    actor: "paypal",
    label: "Accept refunds again",
    leadsTo: "A repeated refund request succeeds.",
    calls: ({ order: { id, refund_issue } }) =>
      refund_issue === undefined ? [] : [controlCall("orders", "allowRefunds", { id })],
  },
];
