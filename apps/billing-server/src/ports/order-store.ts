import type { ReceiptDocument } from "@onekonsole/billing-contract";
import type { Cause, AuditEvent } from "../domain/audit-event.ts";
import type { DisputeUpdate } from "../domain/dispute.ts";
import type { OrderEvent } from "../domain/order-event.ts";
import type { ClusterDetails, NewOrder, Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import type { Refund, PayPalRefund } from "../domain/refund.ts";
import type { TransitionCause } from "./running-job.ts";

/** What prevents a customer from creating another order. */
export interface Obstacles {
  /** The order of the same user that has the cluster name: it is paid or being paid. */
  readonly nameHeldBy: PayPalOrderId | null;
  /** When the first of the user's open orders expires, if there are as many as allowed; else `null`. */
  readonly fullUntil: Date | null;
}

/** Selects orders of one user; an absent condition matches all. */
export interface OwnOrdersQuery {
  /** In canonical form. */
  readonly userId: string;
  readonly clusterName: string | undefined;
  /** Included. */
  readonly createdFrom: Date | undefined;
  /** Not included. */
  readonly createdBefore: Date | undefined;
  /** Only orders behind this one in the list; none if it is not the user's. */
  readonly after: OrderId | null;
  readonly limit: number;
}

/** A refund that ended without moving money. */
export type FailedRefund = Pick<Refund, "id"> & { readonly failureReason?: string | null };

/**
 * The orders. Every method is one statement or one transaction, and rejects with a BillingError
 * `service_unavailable` while the database is unavailable.
 */
export interface OrderStore {
  /**
   * Durable when it resolves; false if a request with the same Idempotency-Key stored the order
   * before. Rejects with `too_many_open_orders` if the user has as many open orders as allowed.
   */
  insert(order: NewOrder, cause: Cause): Promise<boolean>;
  find(id: OrderId): Promise<Order | null>;
  findByPayPalId(paypalOrderId: PayPalOrderId): Promise<Order | null>;
  /**
   * Writes the transition, its audit event and its job in one transaction, if the row has not
   * changed since it was read. `null` if it has, or if the event does not apply: read the order
   * again. If another order has the cluster name, `payer_approved` is written as
   * `purchase_refused`, and `capture_completed` as `duplicate_paid`. A capture that another order
   * has is written as `conflict_found`. A job that the cause names is completed with the transition,
   * and only if there is one.
   */
  apply(order: Order, event: OrderEvent, cause: TransitionCause): Promise<Order | null>;
  /** What prevents another order of this user for this cluster name. Open means not approved yet. */
  obstaclesTo(details: ClusterDetails): Promise<Obstacles>;
  findByCaptureId(captureId: string): Promise<Order | null>;
  /** The user's orders, newest first. */
  listOfUser(query: OwnOrdersQuery): Promise<readonly Order[]>;
  /** The stored request of an order made with an Idempotency-Key; `null` for an unknown order. */
  findFingerprint(id: OrderId): Promise<{ readonly fingerprint: string | null } | null>;
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
  /** The time since which every order created at PayPal has our seal; `null` if all of them do. */
  sealedSince(): Promise<Date | null>;
  /** Oldest first. */
  listRefunds(id: OrderId): Promise<readonly Refund[]>;
  /** The receipt and the credit notes that were issued for an order, in the order of issue. */
  listReceipts(id: OrderId): Promise<readonly ReceiptDocument[]>;
  /**
   * The same, after issuing what is missing. A payment has its receipt from its transaction, unless a
   * release without receipts recorded it, or receipts were off.
   */
  issueReceipts(order: Order): Promise<readonly ReceiptDocument[]>;
  /**
   * Marks a refund as failed; it is not requested again. Without a `failureReason`, the last recorded reason
   * is kept.
   */
  failRefund(id: OrderId, refund: FailedRefund, cause: Cause): Promise<Order | null>;
  /** Records PayPal's reason for rejecting a refund that will be requested again. */
  recordRefusal(refund: Refund, reason: string): Promise<void>;
  /**
   * Claims up to `limit` orders that are due to be read at PayPal, and sets when they are due next.
   * No two sweepers claim the same order.
   */
  claimDue(limit: number): Promise<readonly Order[]>;
  /**
   * Records a read from PayPal that decided nothing. Counts it if the order was not found, else
   * resets that count. With `readAgainMs` the order is due after that time at the latest. No
   * transition.
   */
  recordPayPalRead(
    order: Order,
    look: { readonly isFound: boolean; readonly readAgainMs: number | null },
  ): Promise<void>;
  /** Queues the order's pending job, and its refunds that are not made yet, again. Idempotent. */
  requeue(order: Order): Promise<void>;
  /** The history above a version, oldest first. */
  auditEventsSince(id: OrderId, version: number): Promise<readonly AuditEvent[]>;
  /** The time since the order's delivery started, by the database's clock; `null` if none did. */
  deliveryAgeMs(order: Order): Promise<number | null>;
  /**
   * Stores the start of a delivery before the request is sent, so that after a crash it is known as
   * `open`. `null` if another delivery has started since the order was read.
   */
  beginDelivery(order: Order): Promise<Order | null>;
  /** Records the end of a delivery that decided nothing about the order. */
  endDelivery(order: Order, trace: "none" | "answered"): Promise<void>;
}
