import { canonicalDetails } from "@onekonsole/billing-contract";
import type { Selectable } from "kysely";
import type pg from "pg";
import type { FeedEvent } from "../domain/feed-event.ts";
import type { PayPalOrderId } from "../domain/order.ts";
import type { FeedGap, FeedPage, FeedQuery } from "../ports/event-feed.ts";
import type { EventFeedTable, OrderEventsTable, OrdersTable } from "./schema.ts";

/** The most positions that one page covers, so that a filter with few matches costs no more. */
const mostCovered = 2_000;

const feedColumns = [
  "position",
  "order_id",
  "version",
  "captured_minor",
  "captured_currency",
  "refunded_minor",
  "reversed_minor",
  "disputed",
  "web_order_id",
  "duplicate_of",
] as const satisfies readonly (keyof EventFeedTable)[];

const eventColumns = [
  "event",
  "to_state",
  "problem",
  "at",
] as const satisfies readonly (keyof OrderEventsTable)[];

/** What never changes of an order. */
const orderColumns = [
  "paypal_order_id",
  "user_id",
  "cluster_name",
  "images_storage",
  "has_monitoring",
  "monitoring_storage",
  "has_alerting",
  "currency",
  "amount_minor",
] as const satisfies readonly (keyof OrdersTable)[];

// Listed, since prepared statements must not select `*`.
const columns = [
  ...feedColumns.map((name) => `covered.${name}`),
  ...eventColumns.map((name) => `event.${name}`),
  ...orderColumns.map((name) => `of_event.${name}`),
].join(", ");

/** The events of the covered rows of the feed. `offset 0` keeps PostgreSQL from beginning with all events or orders. */
const eventsOf = (covered: string): string => `
  (${covered}) as covered
    cross join lateral (
      select * from order_events
        where order_id = covered.order_id and version = covered.version offset 0
    ) as event
    cross join lateral (select * from orders where id = covered.order_id offset 0) as of_event`;

const page = `select * from event_feed where position > coalesce($1::bigint, state.removed_through)
  order by position limit ${mostCovered}`;

// One statement, so one snapshot: what is removed meanwhile is either read or reported as a gap. The filters
// apply to what is covered.
const text = `
  select state.last_position, state.removed_through, found.*
    from event_feed_state as state left join lateral (
      select ${columns} from ${eventsOf(page)}
        where ($3::text[] is null or event.event = any($3::text[]))
          and ($4::text is null or lower(of_event.user_id) = $4)
        order by covered.position limit $2
    ) as found on true
    order by found.position`;

type StateRow = { readonly last_position: string; readonly removed_through: string };

type EventRow = Pick<Selectable<EventFeedTable>, (typeof feedColumns)[number]> &
  Pick<Selectable<OrderEventsTable>, (typeof eventColumns)[number]> &
  Pick<Selectable<OrdersTable>, (typeof orderColumns)[number]>;

type Row = StateRow & (EventRow | { readonly position: null });

/** See `EventFeed.read`; events without a position are not read. */
export async function readFeed(
  pool: pg.Pool,
  { after, limit, types, userId }: FeedQuery,
): Promise<FeedPage | FeedGap> {
  const values = [after?.toString() ?? null, limit, types ?? null, userId ?? null];
  const { rows } = await pool.query<Row>({ name: "read-feed", text, values });
  const [state] = rows as [Row];
  const [last, removed] = [BigInt(state.last_position), BigInt(state.removed_through)];
  const from = after ?? removed;
  if (from < removed || from > last) return { kind: "gap", oldest: removed };
  const events = rows.flatMap((row) => (row.position === null ? [] : [toFeedEvent(row)]));
  const covered = from + BigInt(mostCovered);
  const end = covered < last ? covered : last;
  const through = events.length === limit ? (events.at(-1)?.position ?? end) : end;
  return { kind: "page", events, through, hasMore: through < last };
}

const textAt = `
  select ${columns} from ${eventsOf("select * from event_feed where position = any($1::bigint[])")}`;

/** See `EventFeed.eventsAt`. */
export async function readEventsAt(
  pool: pg.Pool,
  positions: readonly bigint[],
): Promise<FeedEvent[]> {
  const values = [positions.map(String)];
  const { rows } = await pool.query<EventRow>({ name: "read-events-at", text: textAt, values });
  return rows.map(toFeedEvent);
}

function toFeedEvent(row: EventRow): FeedEvent {
  const { position, version, event, problem, at } = row;
  return { position: BigInt(position), version, event, problem, at, order: toOrderAtEvent(row) };
}

const toOrderAtEvent = (row: EventRow): FeedEvent["order"] => ({
  paypalOrderId: row.paypal_order_id as PayPalOrderId,
  state: row.to_state,
  // Earlier releases stored the details as sent.
  details: canonicalDetails(row),
  currency: row.currency,
  amount: BigInt(row.amount_minor),
  capturedAmount: BigInt(row.captured_minor ?? 0),
  capturedCurrency: row.captured_currency,
  refundedAmount: BigInt(row.refunded_minor ?? 0),
  reversedAmount: BigInt(row.reversed_minor ?? 0),
  isDisputed: row.disputed,
  webOrderId: row.web_order_id === null ? null : Number(row.web_order_id),
  firstOrderId: row.duplicate_of as PayPalOrderId | null,
});
