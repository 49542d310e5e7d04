import { formatMoney } from "@onekonsole/billing-contract";
import type { Cause } from "./audit-event.ts";
import type { OrderEvent } from "./order-event.ts";
import type { PayPalOrderId } from "./order.ts";
import type { PayPalRefund } from "./refund.ts";

/** The event and cause that are recorded in place of an event. */
export interface Replacement {
  readonly event: OrderEvent;
  readonly cause: Cause;
}

/** The capture of an event; `null` for none. */
export function captureIdIn(event: OrderEvent): string | null {
  if ("money" in event) return event.money.captureId;
  return event.type === "capture_declined" ? event.captureId : null;
}

interface CaptureTaken {
  readonly event: OrderEvent;
  readonly cause: Cause;
  /** The order that has this capture already. */
  readonly other: PayPalOrderId;
}

/**
 * The replacement for an event whose capture another order has. PayPal's ids are unique, so one of
 * its two responses is wrong, and an operator must find out which. The money stays recorded once,
 * with the other order; the note keeps what PayPal showed. `null` for an event without a capture.
 */
export function captureConflict({ event, cause, other }: CaptureTaken): Replacement | null {
  // No money is affected: the payer reads that the payment was declined, and the other order keeps
  // the capture id.
  if (event.type === "capture_declined") return { event: { ...event, captureId: null }, cause };
  if (!("money" in event)) return null;
  const { captureId, currency, amount } = event.money;
  const { value } = formatMoney(amount, currency);
  const approval = "approvalStatus" in event ? { approvalStatus: event.approvalStatus } : {};
  return {
    event: { type: "conflict_found", paypalId: captureId, ...approval },
    cause: {
      ...cause,
      note: `PayPal shows capture ${captureId} of ${value} ${currency}, which order ${other} has.`,
    },
  };
}

/** The same for a refund that is recorded for another order. */
export function refundConflict(
  { paypalRefundId }: PayPalRefund,
  { cause, other }: Omit<CaptureTaken, "event">,
): Replacement {
  return {
    event: { type: "conflict_found", paypalId: paypalRefundId },
    cause: { ...cause, note: `PayPal shows refund ${paypalRefundId}, which order ${other} has.` },
  };
}
