import type { Cause } from "../domain/audit-event.ts";
import { disputeEvent, supersedes } from "../domain/dispute.ts";
import type { NewOrder, Order, OrderId, PayPalOrderId } from "../domain/order.ts";
import type { Refund } from "../domain/refund.ts";
import { jobFor } from "../domain/state-traits.ts";
import type { OrderStore } from "../ports/order-store.ts";
import { claimDue } from "./memory/claim-due.ts";
import { deliveriesIn } from "./memory/deliveries.ts";
import { listOfUser } from "./memory/list-of-user.ts";
import { refundsIn } from "./memory/refunds.ts";
import {
  type Applied,
  copyTables,
  newTables,
  putRow,
  type QueuedJob,
  type Tables,
} from "./memory/tables.ts";
import { guarded, write } from "./memory/write-row.ts";
import { sampleOrder } from "./sample-order.ts";

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

/**
 * The order store in memory. As in PostgreSQL, every write checks state, version and delivery attempt. Reserved
 * cluster names are only those set by `holdName`.
 */
export function createMemoryStore(...orders: readonly Order[]): MemoryStore {
  const tables = newTables();
  for (const order of orders) putRow(tables, order, { event: "created", at: order.createdAt });
  return storeOn(tables);
}

function storeOn(tables: Tables): MemoryStore {
  const { rows, queued, history, applied } = tables;
  const inserted: { order: NewOrder; cause: Cause }[] = [];
  const findBy = async <C extends keyof Order>(column: C, value: Order[C]) =>
    [...rows.values()].find((row) => row[column] === value) ?? null;

  return {
    applied,
    inserted,
    queued,
    fork: () => storeOn(copyTables(tables)),
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
    listOfUser: async (query) => listOfUser([...rows.values()], query),
    findFingerprint: async (id) =>
      rows.has(id) ? { fingerprint: tables.fingerprints.get(id) ?? null } : null,
    apply: async (order, event, cause) =>
      write(tables, order, { event: guarded(tables, event), cause }),
    auditEventsSince: async (id, version) =>
      history
        .filter((entry) => entry.id === id && entry.auditEvent.version > version)
        .map(({ auditEvent }) => auditEvent),
    requeue: async ({ id, state }) => {
      const job = jobFor(state);
      if (job) queued.push({ job, id, isRetry: true });
      const isAsked = tables.refunds.get(id)?.some(({ status }) => status === "requested");
      if (isAsked && job !== "refund") queued.push({ job: "refund", id, isRetry: true });
    },
    claimDue: async (limit) => claimDue(tables, limit),
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
    listReceipts: async () => [],
    issueReceipts: async () => [],
    ...refundsIn(tables),
    ...deliveriesIn(tables),
  };
}
