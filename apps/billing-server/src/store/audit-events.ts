import type pg from "pg";
import type { AuditEvent } from "../domain/audit-event.ts";
import type { OrderId } from "../domain/order.ts";
import { batchReads } from "../lib/batch-reads.ts";

/** A part of an order's history: the events above this version. */
interface HistoryPart {
  readonly id: OrderId;
  readonly version: number;
}

interface Row extends AuditEvent {
  /** Number of the part, from 1. */
  readonly part: number;
}

const text = `
  select part::int, e.version, e.event, e.to_state as state, e.problem, e.at
  from unnest($1::uuid[], $2::int[]) with ordinality as parts (id, seen, part)
  join order_events e on e.order_id = parts.id and e.version > parts.seen
  order by part, e.version`;

// Thousands of streams may be woken at once. They share the few connections that are open when the server is idle.
const limits = { maxRunning: 2, maxKeys: 500 };

/** Reads histories, oldest event first; under load, several in one statement. */
export function auditEventReader(pool: pg.Pool) {
  return batchReads<HistoryPart, readonly AuditEvent[]>(limits, async (parts) => {
    const values = [parts.map(({ id }) => id), parts.map(({ version }) => version)];
    const { rows } = await pool.query<Row>({ name: "audit-events", text, values });
    const histories: AuditEvent[][] = parts.map(() => []);
    for (const { part, ...event } of rows) histories[part - 1]?.push(event);
    return histories;
  });
}
