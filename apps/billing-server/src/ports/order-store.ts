import type { Cause, AuditEvent } from "../domain/audit-event.ts";
import type { DisputeUpdate } from "../domain/dispute.ts";
import type { OrderEvent } from "../domain/order-event.ts";
import type { ClusterDetails, NewOrder, Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import type { Refund, PayPalRefund } from "../domain/refund.ts";

/** Why a customer may not open another order now. */
export interface Obstacles {
  /** The order of the same user that has the cluster name: it is paid or being paid. */
  readonly nameHeldBy: PayPalOrderId | null;
  /** When the first of the user's open orders expires, if there are as many as allowed; else `null`. */
  readonly fullUntil: Date | null;
}

/** A refund that is over without any money moved. */
export type FailedRefund = Pick<Refund, "id"> & { readonly failureReason?: string | null };

/**
 * The rows. Every method is one statement or one transaction, and rejects with a BillingError
 * `service_unavailable` while the database can't be reached.
 */
export interface OrderStore {
  /**
   * Durable when it resolves; false when a request with the same Idempotency-Key had stored it before.
   * Rejects with `too_many_open_orders` when the user has as many open orders as allowed.
   */
  insert(order: NewOrder, cause: Cause): Promise<boolean>;
  find(id: OrderId): Promise<Order | null>;
  findByPayPalId(paypalOrderId: PayPalOrderId): Promise<Order | null>;
  /**
   * Writes the transition, its audit event and its job in one transaction, only if the order still
   * is as it was read. `null` when it isn't, or when the event no longer applies: re-read. Where another
   * order has the cluster name, `payer_approved` is written as `purchase_refused` and `capture_completed`
   * as `duplicate_paid`; a capture that another order has is written as `conflict_found`.
   */
  apply(order: Order, event: OrderEvent, cause: Cause): Promise<Order | null>;
  /** What prevents another order of this user for this cluster name. Open means not approved yet. */
  obstaclesTo(details: ClusterDetails): Promise<Obstacles>;
  findByCaptureId(captureId: string): Promise<Order | null>;
  /** The stored request of an order made with an Idempotency-Key; `null` for an unknown order. */
  fingerprintOf(id: OrderId): Promise<{ readonly fingerprint: string | null } | null>;
  /**
   * Records one refund or reversal of PayPal, once; one that another order has is recorded as
   * `conflict_found`. `null` for an unknown order, and while its capture is not recorded: retry later.
   */
  recordRefund(id: OrderId, seen: PayPalRefund, cause: Cause): Promise<Order | null>;
  /**
   * Records the state of a dispute about the order's payment unless a newer one is recorded; events may come
   * repeatedly and in any order. `null` for an unknown order, and while its capture is not recorded: retry later.
   */
  recordDispute(id: OrderId, update: DisputeUpdate, cause: Cause): Promise<Order | null>;
  /** The orders for which a dispute with this PayPal id is recorded. */
  findDisputed(disputeId: string): Promise<readonly Order[]>;
  /** Since when orders opened at PayPal carry our seal; `null` where no earlier release opened any. */
  sealedSince(): Promise<Date | null>;
  /** Oldest first. */
  refundsOf(id: OrderId): Promise<readonly Refund[]>;
  /**
   * Marks a refund as failed; it is not requested again. Without a `failureReason`, the last recorded reason
   * is kept.
   */
  failRefund(id: OrderId, refund: FailedRefund, cause: Cause): Promise<Order | null>;
  /** Records PayPal's reason for rejecting a refund that will be requested again. */
  recordRefusal(refund: Refund, reason: string): Promise<void>;
  /**
   * Takes up to `limit` orders that are due to be asked about, each for one sweeper at a time, and
   * sets when they are due again.
   */
  claimDue(limit: number): Promise<readonly Order[]>;
  /**
   * Notes a look at PayPal that decided nothing: counts it when the order was not found there, else ends
   * that count; with `readAgainMs` the order is due again after it at the latest. No transition.
   */
  recordPayPalRead(
    order: Order,
    look: { readonly isFound: boolean; readonly readAgainMs: number | null },
  ): Promise<void>;
  /** Queues what an order waits for once more, its job and refunds not made yet; doing it twice does no harm. */
  requeue(order: Order): Promise<void>;
  /** The audit trail above a version, oldest first. */
  auditEventsSince(id: OrderId, version: number): Promise<readonly AuditEvent[]>;
  /** How long ago the order's delivery began, by the database's clock; `null` when none did. */
  deliveryAgeMs(order: Order): Promise<number | null>;
  /**
   * Marks a delivery as begun before anything is sent, so that a crash is remembered as `open`.
   * `null` when another delivery began since the order was read.
   */
  beginDelivery(order: Order): Promise<Order | null>;
  /** Notes how a begun delivery ended that did not settle the order. */
  endDelivery(order: Order, trace: "none" | "answered"): Promise<void>;
}
