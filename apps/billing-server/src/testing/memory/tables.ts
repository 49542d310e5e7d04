import type { AuditEvent, Cause } from "../../domain/audit-event.ts";
import type { DisputeUpdate } from "../../domain/dispute.ts";
import type { Job } from "../../domain/job.ts";
import type { OrderEvent } from "../../domain/order-event.ts";
import type { Order, OrderId, PayPalOrderId } from "../../domain/order.ts";
import type { Refund } from "../../domain/refund.ts";
import { nextReadAt } from "../../domain/sweep-schedule.ts";

/** A committed transition. */
export interface Applied {
  readonly event: OrderEvent;
  readonly cause: Cause;
  readonly job: Job | null;
}

export interface QueuedJob {
  readonly job: Job;
  readonly id: OrderId;
  /** Whether an earlier job may have run, as for jobs queued by an operator or the sweeper. */
  readonly isRetry: boolean;
}

/** All that the store holds. */
export interface Tables {
  readonly rows: Map<OrderId, Order>;
  readonly due: Map<OrderId, Date | null>;
  readonly refunds: Map<OrderId, readonly Refund[]>;
  readonly fingerprints: Map<OrderId, string | null>;
  readonly disputes: Map<string, DisputeUpdate>;
  readonly history: { readonly id: OrderId; readonly auditEvent: AuditEvent }[];
  readonly applied: Applied[];
  readonly queued: QueuedJob[];
  nameHeldBy: PayPalOrderId | null;
  fullUntil: Date | null;
}

export const newTables = (): Tables => ({
  rows: new Map(),
  due: new Map(),
  refunds: new Map(),
  fingerprints: new Map(),
  disputes: new Map(),
  history: [],
  applied: [],
  queued: [],
  nameHeldBy: null,
  fullUntil: null,
});

/** An independent copy. */
export const copyTables = (tables: Tables): Tables => ({
  rows: new Map(tables.rows),
  due: new Map(tables.due),
  refunds: new Map(tables.refunds),
  disputes: new Map(tables.disputes),
  fingerprints: new Map(tables.fingerprints),
  history: [...tables.history],
  applied: [...tables.applied],
  queued: [...tables.queued],
  nameHeldBy: tables.nameHeldBy,
  fullUntil: tables.fullUntil,
});

interface Cell {
  readonly event: AuditEvent["event"];
  readonly at: Date;
}

/** Writes a row, its next read and its audit event. */
export function putRow({ rows, due, history }: Tables, order: Order, { event, at }: Cell): void {
  rows.set(order.id, order);
  due.set(order.id, nextReadAt(order.state, order, at));
  const { id, version, state, problem } = order;
  history.push({ id, auditEvent: { version, event, state, problem, at } });
}
