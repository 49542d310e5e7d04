import type pg from "pg";
import type { Watchers } from "./watchers.ts";

interface WakeUps {
  readonly database: pg.Client;
  readonly watchers: Watchers;
}

/** Milliseconds from the commit of a transition until its event arrives, one at a time. */
export async function measureDelays(
  wakeUps: WakeUps,
  orderIds: readonly string[],
): Promise<number[]> {
  const delays: number[] = [];
  for (const orderId of orderIds) {
    const committingAt = await moveOrders(wakeUps.database, [orderId]);
    delays.push((await wakeUps.watchers.event(orderId, 2)) - committingAt);
  }
  return delays;
}

/** The time until all streams have an event of one transaction, and how many do not get it or close. */
export async function measureBurst({ database, watchers }: WakeUps, orderIds: readonly string[]) {
  const committingAt = await moveOrders(database, orderIds);
  const arrivals = await Promise.allSettled(orderIds.map((id) => watchers.event(id, 2)));
  const times = arrivals.flatMap((arrival) =>
    arrival.status === "fulfilled" ? [arrival.value - committingAt] : [],
  );
  return { ms: Math.max(...times), lost: orderIds.length - watchers.count(2, orderIds) };
}

/**
 * Writes the second event of each order in one transaction, as the server writes a transition. Returns
 * when its commit was sent, in `performance.now()`; does not wait for its end.
 */
async function moveOrders(database: pg.Client, orderIds: readonly string[]): Promise<number> {
  await database.query("begin");
  await database.query(
    `with moved as (
       update orders set version = version + 1 where paypal_order_id = any($1) returning id, version
     ), logged as (
       insert into order_events (order_id, version, event, from_state, to_state, caused_by, at)
       select id, version, 'approval_needed', 'awaiting_approval', 'awaiting_approval', 'sweep', now()
         from moved
     )
     select pg_notify('order_changed', id::text) from moved`,
    [orderIds],
  );
  const committingAt = performance.now();
  void database.query("commit");
  return committingAt;
}
