import type { Cause } from "../domain/audit-event.ts";
import type { NewOrder } from "../domain/order.ts";
import type { Log } from "../ports/log.ts";
import type { CommittedTransition } from "../store/apply-event.ts";

/** Callbacks of the order store. */
export interface TransitionLog {
  onCreated(order: NewOrder, cause: Cause): void;
  onTransition(move: CommittedTransition): void;
}

/**
 * Logs new orders, operator actions, orders in manual review, and refunds that were taken back, whose
 * credit notes remain; jobs log the rest.
 */
export function logTransitions(log: Pick<Log, "info" | "warn">): TransitionLog {
  return {
    onCreated: (order, { debugId }) =>
      log.info(
        { order_id: order.paypalOrderId, custom_id: order.id, debug_id: debugId },
        "order created",
      ),
    onTransition: ({ order, was, isRefundTakenBack, event, cause }) => {
      const { by, actor, debugId } = cause;
      const moved = { order_id: order.paypalOrderId, event: event.type, was, state: order.state };
      if (by === "operator") log.info({ ...moved, actor }, "operator acted");
      else if (order.state === "needs_attention" && was !== order.state)
        log.warn({ ...moved, by, debug_id: debugId }, "order needs attention");
      if (isRefundTakenBack)
        log.warn(
          { ...moved, by },
          "refund taken back: correct its credit note in the seller's books",
        );
    },
  };
}
