/**
 * The states of an order, separate from PayPal's statuses. `capture_pending` lasts until PayPal
 * decides; `needs_attention` is in manual review; an operator has closed a `closed` order, and no
 * funds are held for it.
 */
export const orderStates = [
  "awaiting_approval",
  "approved",
  "capture_pending",
  "captured",
  "provisioned",
  "capture_failed",
  "expired",
  "refunding",
  "refunded",
  "needs_attention",
  "closed",
] as const;
export type OrderState = (typeof orderStates)[number];

/** Paid / Pending / Failed, as the console's payment history shows it. */
export const paymentStatuses = ["Paid", "Pending", "Failed"] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/** What happened to the money of an order, in the words of a payment history. */
export const paymentSummaries = [
  "Paid",
  "Pending",
  "Failed",
  "Refunded",
  "Partly refunded",
] as const;
export type PaymentSummary = (typeof paymentSummaries)[number];

interface StateMeaning {
  readonly payment: PaymentStatus;
  /** Nothing more happens to the order by itself. */
  readonly settled: boolean;
  /** The text for the customer. */
  readonly text: string;
}

/** The meaning of each state for the customer; a state without one does not compile. */
export const orderStateMeaning = {
  awaiting_approval: {
    payment: "Pending",
    settled: false,
    text: "Waiting for your approval at PayPal.",
  },
  approved: {
    payment: "Pending",
    settled: false,
    text: "You approved the payment. No money was taken yet; it is being collected now.",
  },
  capture_pending: {
    payment: "Pending",
    settled: false,
    text: "PayPal has not released your payment yet. Your cluster is ordered as soon as it has.",
  },
  captured: { payment: "Paid", settled: false, text: "Paid. Your cluster is being ordered." },
  provisioned: {
    payment: "Paid",
    settled: true,
    text: "Paid, and your cluster is being provisioned.",
  },
  capture_failed: {
    payment: "Failed",
    settled: true,
    text: "PayPal declined the payment. No money was taken.",
  },
  expired: {
    payment: "Failed",
    settled: true,
    text: "The payment was not completed in time. No money was taken; please order again.",
  },
  refunding: {
    payment: "Failed",
    settled: false,
    text: "Your payment is being refunded; this can take a few days. You do not need to do anything.",
  },
  refunded: { payment: "Failed", settled: true, text: "Your payment was refunded." },
  needs_attention: {
    payment: "Pending",
    settled: true,
    text: "Your order needs manual review. Our team is reviewing it; you do not need to pay again.",
  },
  closed: {
    payment: "Failed",
    settled: true,
    text: "Our team has closed your order. No funds are held for this order.",
  },
} as const satisfies Readonly<Record<OrderState, StateMeaning>>;

const meanings: Readonly<Partial<Record<string, StateMeaning>>> = orderStateMeaning;

// A page that stays open while the service is upgraded reads such states.
const newerStateMeaning: StateMeaning = {
  payment: "Pending",
  settled: false,
  text: "Your order is being processed.",
};

/** What a state means, also one that only a newer service has: that order is being processed. */
export const stateMeaning = (state: string): StateMeaning => meanings[state] ?? newerStateMeaning;

/** The states in which nothing more happens to an order by itself. */
export type SettledState = {
  [State in OrderState]: (typeof orderStateMeaning)[State]["settled"] extends true ? State : never;
}[OrderState];
