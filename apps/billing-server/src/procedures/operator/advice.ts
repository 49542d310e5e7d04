import { formatMoney } from "@onekonsole/billing-contract";
import type {
  AvailableActions,
  ClosesAs,
  PastEvent,
  Retry,
} from "../../domain/operator-actions.ts";
import type { Order } from "../../domain/order.ts";
import { remainingAmount } from "../../domain/remaining-amount.ts";

/** The cause of an order's state and the operator's next step, in short sentences. */
export interface Explanation {
  readonly situation: string;
  readonly nextStep: string;
}

/**
 * The advice for each action of an order. A missing one gets the default text; `null` omits an action that is
 * possible but does not help.
 */
export interface Advice {
  /** A sentence before all of them. */
  readonly first?: string | null;
  readonly retry?: string;
  readonly refund?: string | null;
  readonly close?: string;
}

/** Why an order needs manual review, and the advice for its actions. */
export interface AdvisedSituation {
  readonly situation: string;
  readonly advice: Advice;
}

/** The situation if PayPal shows another order's capture or refund; the note names both orders. */
export const conflictText = ({ note }: PastEvent): string =>
  `${note ?? "PayPal shows a capture or refund of another order for this order."} One of PayPal's two responses is wrong.`;

/** The next step of an order in manual review: it names only actions that are possible. */
export function phraseNextStep(order: Order, actions: AvailableActions, advice: Advice): string {
  const { retry, refund, close } = actions;
  const sentences = [
    advice.first,
    retry.possible ? (advice.retry ?? retryText(retry.retry)) : null,
    refund.possible ? refundText(order, refund.atMost, advice.refund) : null,
    close.possible ? closeText(order, close.as, advice.close) : null,
  ];
  return sentences.filter(Boolean).join(" ");
}

/** An amount in the capture's currency, formatted with its code. */
export function formatOrderMoney(order: Order, amount: bigint): string {
  const { value, currency_code } = formatMoney(amount, order.capturedCurrency ?? order.currency);
  return `${value} ${currency_code}`;
}

const refundText = (order: Order, atMost: bigint, advised: Advice["refund"]) =>
  advised === undefined ? `Up to ${formatOrderMoney(order, atMost)} can be refunded.` : advised;

function retryText({ target }: Retry): string {
  switch (target) {
    case "capture":
      return "Retry the capture.";
    case "delivery":
      return "Retry the delivery.";
    case "refund":
      return "Then retry the refund.";
  }
}

function closeText(order: Order, as: ClosesAs, advised = "Close the order."): string {
  if (as !== "paid_back_outside") return advised;
  const left = formatOrderMoney(order, remainingAmount(order));
  return `Close the order once the payer is refunded: ${left} is then recorded as refunded outside PayPal.`;
}
