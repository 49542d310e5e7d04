import type { Capture, PayPalOrder } from "../../domain/paypal-order.ts";
import type { PayPalRefund } from "../../domain/refund.ts";
import type { PayPalBehavior } from "./paypal-behavior.ts";

/** The order as PayPal has it. */
export interface PayPalState {
  status: PayPalOrder["status"] | "forgotten";
  capture: { status: Capture["status"]; amount: bigint } | null;
  refunds: PayPalRefund[];
  next: PayPalBehavior["capture"];
  isSlowBank: boolean;
  updateTime: Date | null;
  declines: number;
  approvals: number;
  refundIssue: string | null;
}

/** An order that no payer has approved. */
export const newState = ({
  capture: next,
  isSlowBank,
  refundIssue,
}: PayPalBehavior): PayPalState => ({
  status: "CREATED",
  capture: null,
  refunds: [],
  next,
  isSlowBank,
  updateTime: null,
  declines: 0,
  approvals: 0,
  refundIssue,
});

/** The completed refunds or reversals, in minor units. */
export const sum = (refunds: readonly PayPalRefund[], kind: PayPalRefund["kind"]): bigint =>
  refunds
    .filter((it) => it.kind === kind && it.status === "completed")
    .reduce((total, { amount }) => total + amount, 0n);

/** What can still be refunded, in minor units. */
export const remaining = ({ capture, refunds }: PayPalState): bigint =>
  (capture?.amount ?? 0n) -
  refunds.filter(({ status }) => status !== "failed").reduce((all, it) => all + it.amount, 0n);

export const isPaid = ({ capture }: PayPalState): boolean => capture?.status === "COMPLETED";
