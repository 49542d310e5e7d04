/** The event types that the sandbox emits, with what happened. */
export const eventTypes = {
  "CHECKOUT.ORDER.APPROVED": "A payer approved an order.",
  "CHECKOUT.ORDER.COMPLETED": "An order was processed.",
  "CHECKOUT.PAYMENT-APPROVAL.REVERSED": "An approved order was not captured in time.",
  "PAYMENT.CAPTURE.COMPLETED": "A capture completed.",
  "PAYMENT.CAPTURE.PENDING": "A capture is pending.",
  "PAYMENT.CAPTURE.DECLINED": "A capture was declined.",
  "PAYMENT.CAPTURE.DENIED": "A pending capture was denied.",
  "PAYMENT.CAPTURE.REFUNDED": "A merchant refunded a capture.",
  "PAYMENT.CAPTURE.REVERSED": "PayPal reversed a capture.",
  "PAYMENT.REFUND.PENDING": "A refund is pending.",
  "PAYMENT.REFUND.FAILED": "A refund failed.",
  "CUSTOMER.DISPUTE.CREATED": "A customer opened a dispute.",
  "CUSTOMER.DISPUTE.UPDATED": "A dispute changed.",
  "CUSTOMER.DISPUTE.RESOLVED": "A dispute was resolved.",
} as const;

export type EventType = keyof typeof eventTypes;

/** Narrows a name. PayPal has more event types than the sandbox. */
export const isEmitted = (name: string): name is EventType => name in eventTypes;

/** An event type as the webhooks API shows it. */
export function eventTypeOnWire(name: string): object {
  return isEmitted(name) ? { name, description: eventTypes[name], status: "ENABLED" } : { name };
}
