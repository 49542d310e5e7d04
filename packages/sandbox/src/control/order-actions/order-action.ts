import type { z } from "zod";
import type { ControlCall } from "../control-call.ts";
import type { disputeSchema } from "../operations/disputes.ts";
import type { sandboxOrderSchema } from "../operations/orders.ts";
import type { eventSchema } from "../operations/webhooks.ts";

type OrderAtPayPal = z.output<typeof sandboxOrderSchema>;
type Dispute = z.output<typeof disputeSchema>;
export type OrderEvent = z.output<typeof eventSchema>;

/** What decides which actions are possible. */
export interface OrderSituation {
  readonly order: OrderAtPayPal;
  /** The disputes about the order. */
  readonly disputes: readonly Dispute[];
  /** Webhook events, newest first; those about other orders are ignored. */
  readonly events?: readonly OrderEvent[];
  /** The cluster that the order pays for, which PayPal does not know. */
  readonly cluster?: {
    readonly name: string;
    /** Whether web-order rejects the name. */
    readonly isRefused: boolean;
    /** Whether web-order has accepted the order. */
    readonly isOrdered: boolean;
  };
}

/** Who acts. */
export const orderActors = [
  "payer",
  "merchant",
  "paypal",
  "bank",
  "web_order",
  "attacker",
] as const;

export type OrderActor = (typeof orderActors)[number];

/** A kind of action on an order, in words for a person. */
export interface ActionRule {
  readonly id: string;
  readonly actor: OrderActor;
  /** The text of a button. */
  readonly label: string;
  /** What the action should lead to, as a sentence. */
  readonly leadsTo: string;
  /** The calls that perform it: one for each refund or dispute, none if it is not possible. */
  readonly calls: (situation: OrderSituation) => readonly ControlCall[];
}

/** A possible action. */
export interface OrderAction extends Omit<ActionRule, "calls"> {
  readonly call: ControlCall;
}
