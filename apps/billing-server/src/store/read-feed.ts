import { canonicalDetails } from "@onekonsole/billing-contract";
import type { Selectable } from "kysely";
import type pg from "pg";
import type { FeedEvent } from "../domain/feed-event.ts";
import type { PayPalOrderId } from "../domain/order.ts";
import type { FeedGap, FeedPage, FeedQuery } from "../ports/event-feed.ts";
import type { EventFeedTable, OrderEventsTable, OrdersTable } from "./schema.ts";

/** The most positions that one page covers, so that a filter with few matches costs no more. */
const mostCovered = 2_000;

// One statement, so one snapshot: what is removed meanwhile is either read or reported as a gap.
const text = `
  select state.last_position, state.removed_through, found.*
    from event_feed_state as state left join lateral (
      select feed.*, event.event, event.to_state, event.problem, event.at, orders.paypal_order_id,
          orders.user_id, orders.cluster_name, orders.images_storage, orders.has_monitoring,
          orders.monitoring_storage, orders.has_alerting, orders.currency, orders.amount_minor
        from event_feed as feed
          join order_events as event
            on event.order_id = feed.order_id and event.version = feed.version
          join orders on orders.id = feed.order_id
        where feed.position > coalesce($1::bigint, state.removed_through)
          and feed.position <= coalesce($1::bigint, state.removed_through) + ${mostCovered}
          and ($3::text[] is null or event.event = any($3::text[]))
          and ($4::text is null or lower(orders.user_id) = $4)
        order by feed.position limit $2
    ) as found on true
    order by found.position`;

type StateRow = { readonly last_position: string; readonly removed_through: string };

type EventRow = Omit<Selectable<EventFeedTable>, "position"> &
  Pick<Selectable<OrderEventsTable>, "event" | "to_state" | "problem" | "at"> &
  Pick<
    Selectable<OrdersTable>,
    | "paypal_order_id"
    | "user_id"
    | "cluster_name"
    | "images_storage"
    | "has_monitoring"
    | "monitoring_storage"
    | "has_alerting"
    | "currency"
    | "amount_minor"
  >;

type Row = StateRow & ((EventRow & { readonly position: string }) | { readonly position: null });

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

function toFeedEvent(row: EventRow & { readonly position: string }): FeedEvent {
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
