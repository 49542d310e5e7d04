import type { PayPalEvent } from "../../domain/paypal-event.ts";
import type { PayPalGateway } from "../../ports/paypal-gateway.ts";
import { type PayPalActors, payPalActors } from "./paypal-actors.ts";
import type { PayPalBehavior } from "./paypal-behavior.ts";
import { type PayPalHooks, simulateGateway } from "./paypal-gateway.ts";
import { isPaid, newState, sum } from "./paypal-state.ts";

export interface SimulatedPayPal extends PayPalActors {
  readonly gateway: PayPalGateway;
  readonly captured: bigint;
  readonly refunded: bigint;
  readonly reversed: bigint;
  readonly reversalIds: readonly string[];
  /** The number of declined captures, and of approvals. */
  readonly declines: number;
  readonly approvals: number;
  readonly updateTime: Date | null;
  /** Whether a reversal was cancelled. */
  readonly hasReturned: boolean;
  /** The id of the last refund or reversal, as in an event. */
  lastId(topic: PayPalEvent["topic"]): string | null;
}

/** Simulates one order at PayPal, with PayPal's own rules. */
export function simulatePayPal(hooks: PayPalHooks, behavior: PayPalBehavior): SimulatedPayPal {
  const state = newState(behavior);
  return {
    ...payPalActors(state),
    gateway: simulateGateway(hooks, behavior, state),
    get captured() {
      return isPaid(state) ? (state.capture?.amount ?? 0n) : 0n;
    },
    get refunded() {
      return sum(state.refunds, "refund");
    },
    get reversed() {
      return sum(state.refunds, "reversal");
    },
    get reversalIds() {
      return state.refunds.filter(({ kind }) => kind === "reversal").map((it) => it.paypalRefundId);
    },
    get declines() {
      return state.declines;
    },
    get approvals() {
      return state.approvals;
    },
    get updateTime() {
      return state.updateTime;
    },
    get hasReturned() {
      return state.refunds.some(({ isCancelled }) => isCancelled);
    },
    lastId: (topic) => {
      const kind = topic === "reversal" ? "reversal" : "refund";
      return state.refunds.findLast((it) => it.kind === kind)?.paypalRefundId ?? null;
    },
  };
}
