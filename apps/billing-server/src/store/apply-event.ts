import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { Cause } from "../domain/audit-event.ts";
import { captureConflict, captureIdIn, type Replacement } from "../domain/conflict.ts";
import type { Job } from "../domain/job.ts";
import { transition, type Transition } from "../domain/lifecycle/transition.ts";
import { isRetry, type OrderEvent } from "../domain/order-event.ts";
import type { Order, PayPalOrderId } from "../domain/order.ts";
import { isReceiptDue, type ReceiptRules } from "../domain/receipt.ts";
import { requestedRefund } from "../domain/refund-event.ts";
import type { PayPalRefund } from "../domain/refund.ts";
import { isFullyReturned } from "../domain/remaining-amount.ts";
import { clusterNameAfter } from "../domain/state-traits.ts";
import type { RunningJob, TransitionCause } from "../ports/running-job.ts";
import { scheduleRefundRead } from "./due-at.ts";
import { findOrder } from "./find-order.ts";
import { type DueDocuments, issueDocuments } from "./issue-documents.ts";
import {
  findHolder,
  releaseClusterNameAfter,
  ClusterNameReserved,
  releaseClusterName,
} from "./purchase-guard.ts";
import type { BillingDatabase } from "./schema.ts";
import type { ClaimedJob } from "./start-at-once.ts";
import { isUniqueViolation } from "./unique-violation.ts";
import { upsertRefund } from "./upsert-refund.ts";
import { writeTransition } from "./write-transition.ts";

export interface Enqueued {
  readonly job: Job;
  readonly order: Order;
  /** An earlier job of the same kind may have run. */
  readonly isRetry?: boolean;
}

/** Queues a job inside the caller's transaction. */
export type Enqueue = (trx: Kysely<BillingDatabase>, enqueued: Enqueued) => Promise<void>;

/** The same, and claims the job for this process; `null` if it is left to a worker. */
export type EnqueueAtOnce = (
  trx: Kysely<BillingDatabase>,
  enqueued: Enqueued,
) => Promise<ClaimedJob | null>;

export type CompleteJob = (trx: Kysely<BillingDatabase>, job: RunningJob) => Promise<void>;

/** A committed transition, with the order after it. */
export interface CommittedTransition {
  readonly order: Order;
  readonly was: Order["state"];
  /** Whether PayPal took back a refund, so that less is refunded than before. */
  readonly isRefundTakenBack: boolean;
  readonly event: OrderEvent;
  readonly cause: Cause;
}

/** The dependencies of writing an event. */
export interface EventWriter {
  readonly db: Kysely<BillingDatabase>;
  readonly enqueue: Enqueue;
  /** Used instead in a transaction whose end is known here; absent, every job waits for a worker. */
  readonly enqueueAtOnce?: EnqueueAtOnce;
  /** Completes a job inside the caller's transaction; needed if a cause names a job. */
  readonly completeJob?: CompleteJob;
  /** Called with each transition after its commit. */
  readonly onTransition?: (move: CommittedTransition) => void;
  /** `null` or absent: no receipts are issued. */
  readonly receiptRules?: ReceiptRules | null;
  /** Called inside a transaction with each order that is due to get documents at its end. */
  readonly onDocumentsDue?: (due: DueDocuments) => void;
  /** How long a user's cluster name stays reserved after the cluster was ordered. */
  readonly duplicateWindowMs: number;
}

interface Write {
  readonly order: Order;
  readonly event: OrderEvent;
  readonly cause: TransitionCause;
}

/**
 * Writes state, audit event, job and notification in one transaction. The WHERE clause checks the
 * version: after a concurrent write this returns `null`, and the caller reads again. If another
 * order has the cluster name, an uncaptured order ends as `purchase_refused`, and a captured one is
 * held as `duplicate_paid`. If another order has the capture, the order is held as
 * `conflict_found`.
 */
export async function applyEvent(writer: EventWriter, write: Write): Promise<Order | null> {
  const move = transition(write.order, write.event, new Date());
  if (!move) return null;
  const completes = writer.completeJob && write.cause.completes;
  try {
    const moved = await inTransaction(writer, async (inside) => {
      const written = await writeEvent(inside, write, move);
      if (written && completes) await writer.completeJob?.(inside.db, completes);
      return written;
    });
    if (moved && completes) completes.isCompleted = true;
    return moved;
  } catch (error) {
    return applyEvent(writer, { ...write, ...(await replacementEvent(writer, write, error)) });
  }
}

/**
 * The event to write instead of one that conflicts with another order; rethrows any other error.
 */
async function replacementEvent(
  { db }: EventWriter,
  write: Write,
  error: unknown,
): Promise<Replacement> {
  const { event, cause } = write;
  const duplicate =
    error instanceof ClusterNameReserved ? asDuplicatePurchase(event, error.holder) : null;
  if (duplicate) return { event: duplicate, cause };
  // A refund that another order already has is reported when it is recorded on its own.
  if (event.type === "capture_reversed" && isUniqueViolation(error, "refunds_paypal_refund_id_key"))
    return { event: { ...event, refunds: [] }, cause };
  const captureId = captureIdIn(event);
  if (captureId === null || !isUniqueViolation(error, "orders_capture_id_key")) throw error;
  const other = await findOrder(db, "capture_id", captureId);
  const replaced = other && captureConflict({ event, cause, other: other.paypalOrderId });
  if (!replaced) throw error;
  return replaced;
}

function asDuplicatePurchase(event: OrderEvent, firstOrderId: PayPalOrderId): OrderEvent | null {
  if (event.type === "payer_approved") return { type: "purchase_refused", firstOrderId };
  if (event.type === "reversal_cancelled" && !event.isNameTaken)
    return { ...event, isNameTaken: true };
  return event.type === "capture_completed"
    ? { ...event, type: "duplicate_paid", firstOrderId }
    : null;
}

/** Runs the work in one transaction; after the commit, reports its transitions and starts its jobs. */
export async function inTransaction<T>(
  writer: EventWriter,
  work: (inside: EventWriter) => Promise<T>,
): Promise<T> {
  const moves: CommittedTransition[] = [];
  const jobs: ClaimedJob[] = [];
  const onTransition = (move: CommittedTransition) => void moves.push(move);
  const enqueue: Enqueue = async (trx, enqueued) => {
    const claimed = writer.enqueueAtOnce && (await writer.enqueueAtOnce(trx, enqueued));
    if (claimed) jobs.push(claimed);
    if (!writer.enqueueAtOnce) await writer.enqueue(trx, enqueued);
  };
  const due: DueDocuments[] = [];
  const onDocumentsDue = (order: DueDocuments) => void due.push(order);
  const inside = { ...writer, enqueue, onTransition, onDocumentsDue };
  const committed = writer.db.transaction().execute(async (db) => {
    const result = await work({ ...inside, db });
    const rules = writer.receiptRules;
    if (rules) for (const order of due) await issueDocuments(db, order, rules);
    return result;
  });
  const result = await committed.catch((error: unknown) => {
    for (const job of jobs) job.release();
    throw error;
  });
  try {
    for (const move of moves) writer.onTransition?.(move);
  } finally {
    // Runs up to the job's first wait: its log lines follow those of the transition.
    for (const job of jobs) job.start();
  }
  return result;
}

/** The same inside the caller's transaction; throws ClusterNameReserved. */
export async function writeEvent(
  { db, enqueue, duplicateWindowMs, onTransition, onDocumentsDue }: EventWriter,
  { order, event, cause }: Write,
  move: Transition,
): Promise<Order | null> {
  const reservesName = isNameNeeded({ order, event, move });
  const written = await writeTransition(db, { order, event, cause, move, reservesName });
  if (!written) return null;
  const { order: moved, isNameTaken } = written;
  // A pending capture is not rejected when another order has reserved the name: the conflict is
  // handled when the capture completes.
  if (isNameTaken && moved.state !== "capture_pending")
    throw new ClusterNameReserved(await findHolder(db, moved));
  if (clusterNameAfter(moved.state) === "release" || isFullyReturned(moved))
    await releaseClusterName(db, moved);
  if (event.type === "delivered") await releaseClusterNameAfter(db, moved, duplicateWindowMs);
  if (event.type === "capture_reversed") await bookListed(db, moved, event.refunds);
  await requestRefund(db, moved, event);
  if (move.job) await enqueue(db, { job: move.job, order: moved, isRetry: isRetry(event) });
  const payment = isReceiptDue(moved, [event.type]) ? moved : null;
  if (payment || moved.refundedAmount > order.refundedAmount)
    onDocumentsDue?.({ order: moved, payment });
  const isRefundTakenBack = moved.refundedAmount < order.refundedAmount;
  onTransition?.({ order: moved, was: order.state, isRefundTakenBack, event, cause });
  return moved;
}

/** Whether the order has to have its cluster name after the transition. */
const isNameNeeded = ({
  order,
  event,
  move,
}: Omit<Write, "cause"> & { readonly move: Transition }) =>
  move.state !== order.state &&
  clusterNameAfter(move.state) === "reserve" &&
  !isRetry(event) &&
  !isFullyReturned({ ...order, ...move.changes });

/** Records the listed refunds together with the payment, so that totals and rows always agree. */
async function bookListed(
  db: Kysely<BillingDatabase>,
  order: Order,
  refunds: readonly PayPalRefund[],
): Promise<void> {
  if (refunds.length === 0) return;
  // No refund is recorded before the capture, so every listed one is a new row.
  for (const seen of refunds) await upsertRefund(db, { order, known: [], seen });
  await scheduleRefundRead(db, order);
}

/** The refund row is committed before the request to PayPal, so a crash cannot lose or repeat the refund. */
async function requestRefund(
  db: Kysely<BillingDatabase>,
  order: Order,
  event: OrderEvent,
): Promise<void> {
  const asked = requestedRefund(event);
  if (!asked) return;
  await db
    .insertInto("refunds")
    .values({
      id: randomUUID(),
      order_id: order.id,
      amount_minor: asked.amount?.toString() ?? null,
      status: asked.status,
      kind: "refund",
      reason: asked.reason,
    })
    .execute();
  await scheduleRefundRead(db, order);
}
