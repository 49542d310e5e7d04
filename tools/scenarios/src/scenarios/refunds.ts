import { customerText } from "../customer-text.ts";
import type { Scenario } from "../scenario.ts";
import { deliver, reach } from "../steps/billing.ts";
import { placeOrder, returnFromPayPal } from "../steps/customer.ts";
import { refundAll, refundPart } from "../steps/operator.ts";
import { approve, payWrongAmount } from "../steps/payer.ts";
import {
  cancelReversal,
  completeRefund,
  failRefund,
  holdRefunds,
  refundInDashboard,
  refuseRefunds,
  reverse,
} from "../steps/refunds.ts";
import { delivered, refunded, refundedByTeam } from "./endings.ts";

const paid = [placeOrder, approve, returnFromPayPal, deliver] as const;

/** Refunds and reversals. */
export const refunds: readonly Scenario[] = [
  {
    name: "part of the price refunded by the operator",
    description: "The operator refunds a part, and the customer keeps the cluster.",
    disturbsOthers: false,
    steps: [...paid, refundPart],
    expected: {
      ...delivered,
      returned: "12.50",
      paypal: "PARTIALLY_REFUNDED",
      message: customerText("provisioned", "Our team decided to refund a part of your payment."),
    },
  },
  {
    name: "full refund by the operator",
    description: "The operator refunds the whole payment of a delivered order.",
    disturbsOthers: false,
    steps: [...paid, refundAll],
    expected: { ...refunded, clusters: 1, message: refundedByTeam },
  },
  {
    name: "full refund in PayPal's dashboard",
    description: "The merchant refunds past the service, which records the refund.",
    disturbsOthers: false,
    steps: [...paid, refundInDashboard],
    expected: { ...refunded, clusters: 1 },
  },
  {
    name: "refund rejected by PayPal",
    description: "PayPal rejects the operator's refund, because the payment is too old.",
    disturbsOthers: false,
    steps: [...paid, refuseRefunds, refundAll],
    expected: {
      ...delivered,
      state: "needs_attention",
      message: customerText(
        "needs_attention",
        "PayPal rejected the refund of your payment. Our team is reviewing it.",
      ),
    },
  },
  {
    name: "refund that the bank holds, then completes",
    description: "The operator's refund stays pending for days and then reaches the payer.",
    disturbsOthers: true,
    steps: [...paid, holdRefunds, refundAll, completeRefund],
    expected: { ...refunded, clusters: 1, message: refundedByTeam },
  },
  {
    name: "refund that the bank holds, then fails",
    description: "The operator's refund stays pending for days and then fails.",
    disturbsOthers: true,
    steps: [...paid, holdRefunds, refundAll, failRefund],
    expected: {
      ...delivered,
      state: "needs_attention",
      message: customerText("needs_attention", "The refund failed."),
    },
  },
  {
    name: "wrong amount captured",
    description: "The browser captures less than the price, and the service refunds it.",
    disturbsOthers: false,
    steps: [placeOrder, payWrongAmount],
    expected: {
      ...refunded,
      clusters: 0,
      captured: "3.00",
      returned: "3.00",
      message: customerText("refunded", "The payment differs from the amount due."),
    },
  },
  {
    name: "reversal, then cancelled",
    description: "The payer's bank takes the money back and later returns it.",
    disturbsOthers: false,
    steps: [
      ...paid,
      reverse,
      reach("needs_attention", "The service puts the order in manual review."),
      cancelReversal,
    ],
    expected: delivered,
  },
];
