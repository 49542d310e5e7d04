import type { Capture } from "../../domain/paypal-order.ts";
import type { PayPalRefund } from "../../domain/refund.ts";
import { isPaid, type PayPalState, remaining } from "./paypal-state.ts";

/** What the payer, the merchant, the banks and PayPal do to the order. */
export interface PayPalActors {
  approve(): void;
  captureInBrowser(status: Capture["status"], amount: bigint): void;
  decide(status: "COMPLETED" | "DECLINED"): void;
  settleRefunds(): void;
  forget(): void;
  returnMoney(amount: bigint, kind: PayPalRefund["kind"]): void;
  /** Cancels every reversal. */
  returnReversals(): void;
}

export const payPalActors = (state: PayPalState): PayPalActors => ({
  approve: () => {
    const isAgain = state.status === "APPROVED" && state.declines > 0;
    if (state.status !== "CREATED" && !isAgain) return;
    state.status = "APPROVED";
    state.approvals += 1;
    // The payer approves again, with another payment method.
    if (isAgain) state.next = "COMPLETED";
    state.updateTime = new Date(Math.max(Date.now(), (state.updateTime?.getTime() ?? 0) + 1_000));
  },
  captureInBrowser: (status, amount) => {
    if (state.status !== "APPROVED") return;
    state.capture = { status, amount };
    state.status = "COMPLETED";
  },
  decide: (status) => {
    if (state.capture?.status === "PENDING") state.capture.status = status;
  },
  settleRefunds: () => {
    state.isSlowBank = false;
    state.refundIssue = null;
    state.refunds = state.refunds.map((it) =>
      it.status === "pending" ? { ...it, status: "completed" } : it,
    );
  },
  forget: () => {
    if (state.status !== "COMPLETED") state.status = "forgotten";
  },
  returnReversals: () => {
    state.refunds = state.refunds.map((it) =>
      it.kind === "reversal" ? { ...it, status: "failed", isCancelled: true } : it,
    );
  },
  returnMoney: (wanted, kind) => {
    const amount = wanted < remaining(state) ? wanted : remaining(state);
    if (!isPaid(state) || amount <= 0n) return;
    const paypalRefundId = `R-${state.refunds.length}`;
    state.refunds.push({ paypalRefundId, refundId: null, amount, status: "completed", kind });
  },
});
