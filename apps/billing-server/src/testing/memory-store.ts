import { randomUUID } from "node:crypto";
import type { Cause, AuditEvent } from "../domain/audit-event.ts";
import { captureConflict, captureIdIn } from "../domain/conflict.ts";
import { type DisputeUpdate, disputeEvent, supersedes } from "../domain/dispute.ts";
import type { Job } from "../domain/job.ts";
import { transition } from "../domain/lifecycle/transition.ts";
import { isRetry, type OrderEvent } from "../domain/order-event.ts";
import type { NewOrder, Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import { refundEvent, requestedRefund } from "../domain/refund-event.ts";
import { bookedRefund, matchRefund, type Refund, type RefundId } from "../domain/refund.ts";
import { remainingAmount } from "../domain/remaining-amount.ts";
import { jobFor } from "../domain/state-traits.ts";
import { nextReadAt } from "../domain/sweep-schedule.ts";
import type { OrderStore } from "../ports/order-store.ts";
import { sampleOrder } from "./sample-order.ts";

/** A committed transition. */
export interface Applied {
  readonly event: OrderEvent;
  readonly cause: Cause;
  readonly job: Job | null;
}

interface QueuedJob {
  readonly job: Job;
  readonly id: OrderId;
  /** Whether an earlier job may have run, as for jobs queued by an operator or the sweeper. */
  readonly isRetry: boolean;
}

export interface MemoryStore extends OrderStore {
  readonly applied: readonly Applied[];
  readonly inserted: readonly { readonly order: NewOrder; readonly cause: Cause }[];
  /** The queued jobs; a test that runs a job removes it. */
  readonly queued: QueuedJob[];
  /** The current row. Throws for an unknown order. */
  row(order: Pick<Order, "id">): Order;
  /** Overwrites the row, without checks. */
  put(order: Order): void;
  /** Sets the order that has reserved the cluster name; `null` for none. */
  holdName(holder: PayPalOrderId | null): void;
  /** An independent copy of the current rows. */
  fork(): MemoryStore;
  /** Sets until when every user has the maximum number of open orders; `null` for no limit. */
  fillOpenOrders(until: Date | null): void;
  /** Overwrites an order's refund rows. */
  putRefunds(id: OrderId, refunds: readonly Refund[]): void;
}

interface Tables {
  readonly rows: Map<OrderId, Order>;
  readonly due: Map<OrderId, Date | null>;
  readonly refunds: Map<OrderId, readonly Refund[]>;
  readonly fingerprints: Map<OrderId, string | null>;
  readonly disputes: Map<string, DisputeUpdate>;
  readonly trail: { readonly id: OrderId; readonly step: AuditEvent }[];
  readonly applied: Applied[];
  readonly queued: QueuedJob[];
  nameHeldBy: PayPalOrderId | null;
  fullUntil: Date | null;
}

/**
 * The order store in memory. As in PostgreSQL, every write checks state, version and delivery attempt. Reserved
 * cluster names are only those set by `holdName`.
 */
export function createMemoryStore(...orders: readonly Order[]): MemoryStore {
  const tables: Tables = {
    rows: new Map(),
    due: new Map(),
    refunds: new Map(),
    fingerprints: new Map(),
    disputes: new Map(),
    trail: [],
    applied: [],
    queued: [],
    nameHeldBy: null,
    fullUntil: null,
  };
  for (const order of orders) putRow(tables, order, { event: "created", at: order.createdAt });
  return storeOn(tables);
}

const forked = (tables: Tables): Tables => ({
  rows: new Map(tables.rows),
  due: new Map(tables.due),
  refunds: new Map(tables.refunds),
  disputes: new Map(tables.disputes),
  fingerprints: new Map(tables.fingerprints),
  trail: [...tables.trail],
  applied: [...tables.applied],
  queued: [...tables.queued],
  nameHeldBy: tables.nameHeldBy,
  fullUntil: tables.fullUntil,
});

function storeOn(tables: Tables): MemoryStore {
  const { rows, queued, trail, applied } = tables;
  const inserted: { order: NewOrder; cause: Cause }[] = [];
  const findBy = async <C extends keyof Order>(column: C, value: Order[C]) =>
    [...rows.values()].find((row) => row[column] === value) ?? null;

  return {
    applied,
    inserted,
    queued,
    fork: () => storeOn(forked(tables)),
    put: (order) => putRow(tables, order, { event: "created", at: order.createdAt }),
    putRefunds: (id, refunds) => void tables.refunds.set(id, refunds),
    row: ({ id }) => {
      const row = rows.get(id);
      if (!row) throw new Error(`There is no order ${id}.`);
      return row;
    },
    insert: async (order, cause) => {
      if (rows.has(order.id)) return false;
      const { fingerprint, ...columns } = order;
      tables.fingerprints.set(order.id, fingerprint);
      const createdAt = new Date();
      putRow(tables, sampleOrder({ ...columns, createdAt }), { event: "created", at: createdAt });
      inserted.push({ order, cause });
      return true;
    },
    find: async (id) => rows.get(id) ?? null,
    findByPayPalId: (id) => findBy("paypalOrderId", id),
    holdName: (holder) => {
      tables.nameHeldBy = holder;
    },
    fillOpenOrders: (until) => {
      tables.fullUntil = until;
    },
    obstaclesTo: async () => ({ nameHeldBy: tables.nameHeldBy, fullUntil: tables.fullUntil }),
    findByCaptureId: (id) => findBy("captureId", id),
    fingerprintOf: async (id) =>
      rows.has(id) ? { fingerprint: tables.fingerprints.get(id) ?? null } : null,
    apply: async (order, event, cause) =>
      write(tables, order, { event: guarded(tables, event), cause }),
    auditEventsSince: async (id, version) =>
      trail.filter((line) => line.id === id && line.step.version > version).map(({ step }) => step),
    requeue: async ({ id, state }) => {
      const job = jobFor(state);
      if (job) queued.push({ job, id, isRetry: true });
      const isAsked = tables.refunds.get(id)?.some(({ status }) => status === "requested");
      if (isAsked && job !== "refund") queued.push({ job: "refund", id, isRetry: true });
    },
    claimDue: async (limit) => claim(tables, limit),
    recordPayPalRead: async ({ id, version }, { isFound, readAgainMs }) => {
      const row = rows.get(id);
      if (row?.version !== version) return;
      const missing = isFound
        ? { missingSince: null, missingReads: 0 }
        : { missingSince: row.missingSince ?? new Date(), missingReads: row.missingReads + 1 };
      rows.set(id, { ...row, ...missing });
      const dueAt = tables.due.get(id);
      if (readAgainMs !== null && dueAt)
        tables.due.set(id, new Date(Math.min(dueAt.getTime(), Date.now() + readAgainMs)));
    },
    recordDispute: async (id, update, cause) => {
      const order = rows.get(id);
      if (!order || order.capturedAmount === 0n) return null;
      const key = `${id} ${update.disputeId}`;
      const known = tables.disputes.get(key);
      if (known && !supersedes(update, known)) return order;
      tables.disputes.set(key, update);
      const event = disputeEvent(order, update);
      return (event && write(tables, order, { event, cause })) ?? order;
    },
    sealedSince: async () => null,
    findDisputed: async (disputeId) =>
      [...rows.values()].filter(
        ({ id, openDisputes }) =>
          openDisputes.includes(disputeId) || tables.disputes.has(`${id} ${disputeId}`),
      ),
    ...refundsIn(tables),
    ...deliveriesIn(tables),
  };
}

interface Cell {
  readonly event: AuditEvent["event"];
  readonly at: Date;
}

function putRow({ rows, due, trail }: Tables, order: Order, { event, at }: Cell): void {
  rows.set(order.id, order);
  due.set(order.id, nextReadAt(order.state, order, at));
  const { id, version, state, problem } = order;
  trail.push({ id, step: { version, event, state, problem, at } });
}

interface Write {
  readonly event: OrderEvent;
  readonly cause: Cause;
}

function guarded({ nameHeldBy: duplicateOf }: Tables, event: OrderEvent): OrderEvent {
  if (duplicateOf === null) return event;
  if (event.type === "payer_approved") return { type: "purchase_refused", duplicateOf };
  return event.type === "capture_completed"
    ? { ...event, type: "duplicate_paid", duplicateOf }
    : event;
}

function write(tables: Tables, order: Order, { event, cause }: Write): Order | null {
  const now = new Date();
  const move = transition(order, event, now);
  const row = tables.rows.get(order.id);
  if (!move || !row) return null;
  if (row.version !== order.version || row.state !== order.state) return null;
  if (row.deliveryAttempt !== order.deliveryAttempt) return null;
  const conflict = conflictOf(tables, order, { event, cause });
  if (conflict) return write(tables, order, conflict);
  const version = order.version + 1;
  const moved = { ...row, ...move.changes, state: move.state, version };
  putRow(tables, moved, { event: event.type, at: now });
  tables.applied.push({ event, cause, job: move.job });
  if (event.type === "capture_reversed")
    for (const seen of event.refunds) {
      const booked = bookedRefund(undefined, seen, now);
      const listed = tables.refunds.get(moved.id) ?? [];
      if (booked)
        tables.refunds.set(moved.id, [...listed, { id: randomUUID() as RefundId, ...booked }]);
    }
  requestRefund(tables, moved.id, event);
  if (move.job) tables.queued.push({ job: move.job, id: moved.id, isRetry: isRetry(event) });
  return moved;
}

/** The event that replaces a capture of another order, as PostgreSQL's unique constraint does. */
function conflictOf({ rows }: Tables, { id }: Order, { event, cause }: Write): Write | null {
  const captureId = captureIdIn(event);
  const other = [...rows.values()].find((it) => it.id !== id && it.captureId === captureId);
  return captureId && other ? captureConflict({ event, cause, other: other.paypalOrderId }) : null;
}

function requestRefund({ refunds }: Tables, id: OrderId, event: OrderEvent): void {
  const asked = requestedRefund(event);
  if (!asked) return;
  const own = { id: randomUUID() as RefundId, paypalRefundId: null, amount: asked.amount };
  const unfailed = { failureReason: null, failedAt: null };
  const row: Refund = { ...own, status: asked.status, kind: "refund", ...unfailed };
  refunds.set(id, [...(refunds.get(id) ?? []), row]);
}

function claim({ rows, due }: Tables, limit: number): Order[] {
  const now = new Date();
  const at = (id: OrderId) => due.get(id)?.getTime() ?? Number.POSITIVE_INFINITY;
  const longestDue = [...rows.values()]
    .filter(({ id }) => at(id) <= now.getTime())
    .toSorted((a, b) => at(a.id) - at(b.id));
  const turns = new Map<string, number>();
  const ranked = longestDue.map((order) => {
    const turn = turns.get(order.details.user_id) ?? 0;
    turns.set(order.details.user_id, turn + 1);
    return { order, turn };
  });
  const inTurn = ranked.toSorted((a, b) => a.turn - b.turn).map(({ order }) => order);
  const claimed = inTurn.slice(0, limit);
  for (const order of claimed) due.set(order.id, nextReadAt(order.state, order, now));
  return claimed;
}

type Refunds = Pick<OrderStore, "recordRefund" | "refundsOf" | "failRefund" | "recordRefusal">;

function refundsIn(tables: Tables): Refunds {
  const { rows, refunds } = tables;
  const of = (id: OrderId) => refunds.get(id) ?? [];
  const replace = (id: OrderId, refund: Refund) => {
    const isKnown = of(id).some((it) => it.id === refund.id);
    const replaced = of(id).map((it) => (it.id === refund.id ? refund : it));
    refunds.set(id, isKnown ? replaced : [...replaced, refund]);
  };
  return {
    refundsOf: async (id) => of(id),
    recordRefund: async (id, seen, cause) => {
      const order = rows.get(id);
      if (!order || order.capturedAmount === 0n) return null;
      const match = matchRefund(of(id), seen, remainingAmount(order));
      const booked = bookedRefund(match, seen, new Date());
      if (!booked) return order;
      replace(id, { id: match?.id ?? (randomUUID() as RefundId), ...booked });
      const event = refundEvent(order, of(id), seen);
      return (event && write(tables, order, { event, cause })) ?? order;
    },
    recordRefusal: async ({ id: refundId }, failureReason) => {
      for (const [id, known] of refunds) {
        const refund = known.find((it) => it.id === refundId && it.status === "requested");
        if (refund) replace(id, { ...refund, failureReason, failedAt: new Date() });
      }
    },
    failRefund: async (id, { id: refundId, failureReason }, cause) => {
      const order = rows.get(id);
      const refund = of(id).find((it) => it.id === refundId);
      if (!order || refund?.status !== "requested") return order ?? null;
      const why = failureReason ?? refund.failureReason;
      replace(id, { ...refund, status: "failed", failureReason: why, failedAt: new Date() });
      const event = { type: "refund_failed", reason: "PayPal did not refund it." } as const;
      return write(tables, order, { event, cause }) ?? order;
    },
  };
}

type Deliveries = Pick<OrderStore, "deliveryAgeMs" | "beginDelivery" | "endDelivery">;

function deliveriesIn({ rows }: Tables): Deliveries {
  return {
    deliveryAgeMs: async ({ id }) => {
      const startedAt = rows.get(id)?.deliveryStartedAt;
      return startedAt ? Date.now() - startedAt.getTime() : null;
    },
    beginDelivery: async (order) => {
      const row = rows.get(order.id);
      if (row?.state !== "captured" || row.deliveryAttempt !== order.deliveryAttempt) return null;
      const deliveryAttempt = order.deliveryAttempt + 1;
      const deliveryStartedAt = new Date();
      const userIdAtWebOrder = row.details.user_id;
      const sent = { userIdAtWebOrder, delivery: "open", deliveryAttempt } as const;
      const begun: Order = { ...row, ...sent, deliveryStartedAt };
      rows.set(order.id, begun);
      return begun;
    },
    endDelivery: async (order, trace) => {
      const row = rows.get(order.id);
      if (row?.deliveryAttempt === order.deliveryAttempt)
        rows.set(row.id, { ...row, delivery: trace });
    },
  };
}
