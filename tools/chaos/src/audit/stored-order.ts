import type { OrderState } from "@onekonsole/billing-contract";

/** One order as the service's database has it; all amounts are in minor units. */
export interface StoredOrder {
  readonly id: string;
  readonly paypalOrderId: string;
  readonly state: OrderState;
  readonly version: number;
  readonly userId: string;
  readonly clusterName: string;
  readonly captured: bigint;
  readonly capturedCurrency: string | null;
  readonly refunded: bigint;
  readonly reversed: bigint;
  readonly captureId: string | null;
  /** PayPal's reason for holding the capture. */
  readonly pendingReason: string | null;
  readonly disputed: boolean;
  readonly approveBefore: Date;
  readonly webOrderId: number | null;
  readonly problem: string | null;
  readonly refunds: readonly StoredRefund[];
  readonly events: readonly StoredEvent[];
}

export interface StoredRefund {
  readonly paypalRefundId: string | null;
  readonly amount: bigint | null;
  readonly status: string;
  /** PayPal's reason for rejecting the refund. */
  readonly failureReason: string | null;
  readonly kind: "refund" | "reversal";
}

/** One audit event of an order. */
export interface StoredEvent {
  readonly version: number;
  readonly event: string;
  readonly from: OrderState | null;
  readonly to: OrderState;
  readonly by: string;
  readonly at: Date;
}

/** The same for all orders of one user for one cluster name. */
export const clusterKey = ({ userId, clusterName }: StoredOrder): string =>
  `${userId} ${clusterName}`;

/** The audit events of an order in one line, for a violation. */
export const describeHistory = ({ events }: StoredOrder): string =>
  events.map(({ event, by }) => `${event}<${by}>`).join(" ");
