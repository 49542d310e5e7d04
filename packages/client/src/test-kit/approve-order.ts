import type { AppOutputs, OrderState } from "@onekonsole/billing-contract";
import { KitFault } from "./kit-fault.ts";
import type { KitOrder } from "./kit-order.ts";
import type { KitState } from "./kit-state.ts";

type ApprovedOrder = AppOutputs["order"]["approve"];

/** Verifies the payer's approval; an approved order then moves on by itself, unless `progress` is `manual`. */
export function approveOrder(state: KitState, orderId: string): ApprovedOrder {
  const kept = state.book.find(orderId);
  if (kept.order.state === "awaiting_approval") {
    if (!kept.isApproved && state.settings.payer === "waits")
      throw new KitFault("order_not_approved");
    kept.isApproved = true;
    state.book.move(kept, "approved");
    moveOn(state, kept, ["captured", "provisioned"]);
  }
  return toResult(kept);
}

function toResult({ order: { order_id: id, state } }: KitOrder): ApprovedOrder {
  if (state === "expired" || state === "closed") throw new KitFault("order_expired");
  if (state === "capture_failed") throw new KitFault("payment_declined");
  return { id, status: state === "captured" || state === "provisioned" ? "COMPLETED" : "APPROVED" };
}

/** Moves an order through the states, unless a test moves it meanwhile. */
function moveOn(state: KitState, kept: KitOrder, [next, ...later]: readonly OrderState[]): void {
  const { progress } = state.settings;
  if (next === undefined || progress === "manual") return;
  const { version } = kept.order;
  const move = () => {
    if (kept.order.version !== version) return;
    state.book.move(kept, next);
    moveOn(state, kept, later);
  };
  if (progress === 0) move();
  else setTimeout(move, progress);
}
