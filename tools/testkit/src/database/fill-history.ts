import type pg from "pg";

/**
 * Fills an empty database with finished orders, their history, refunds, receipts and webhook events, and with
 * 220 open orders. Takes half a minute for 1,000,000: triggers are off, and the totals are counted
 * at the end.
 */
export async function fillHistory(pool: pg.Pool, finished: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("set statement_timeout = 0; set session_replication_role = replica");
    for (const statement of [finishedOrders, openOrders, ...recordsOfOrders, webhookEvents])
      await client.query(statement.replaceAll(":finished", String(finished)));
    await client.query("set session_replication_role = default");
    await client.query("select recount_order_totals()");
    await client.query("vacuum analyze");
  } finally {
    // Destroyed, since the settings of its session have changed.
    client.release(true);
  }
}

// Of 100 orders, 84 are provisioned, two of them partly refunded, 12 unpaid, 4 refunded.
const finishedOrders = `
  insert into orders (id, paypal_order_id, state, version, user_id, cluster_name, images_storage,
      has_monitoring, monitoring_storage, has_alerting, currency, amount_minor, payee_email,
      payee_merchant_id, approve_url, capture_id, captured_minor, captured_currency, refunded_minor,
      delivery, created_at, state_since, approve_before)
    select md5('order' || n)::uuid, 'P' || n,
        case when k < 84 then 'provisioned' when k < 93 then 'expired'
          when k < 96 then 'capture_failed' else 'refunded' end,
        case when is_paid then 4 else 2 end, md5('user' || n % 200000)::uuid, 'cluster-' || n,
        50, true, 20, false, code, 3100 + n % 900, 'shop@example.org', 'SHOP0000000001',
        'https://paypal.example.org/checkoutnow?token=P' || n, case when is_paid then 'C' || n end,
        case when is_paid then 3100 + n % 900 else 0 end, case when is_paid then code end,
        case when k >= 96 then 3100 + n % 900 when k < 2 then 100 else 0 end,
        case when k < 84 then 'answered' else 'none' end,
        at, at + interval '2 minutes', at + interval '3 hours'
      from (
        select n, n % 100 as k, n % 100 < 84 or n % 100 >= 96 as is_paid,
            (array['EUR', 'USD', 'CHF', 'GBP', 'JPY'])[1 + n % 5] as code,
            now() - interval '2 days' - (:finished - n) * interval '10 seconds' as at
          from generate_series(1, :finished) as n
      ) as numbered`;

const openOrders = `
  insert into orders (id, paypal_order_id, state, version, user_id, cluster_name, images_storage,
      has_monitoring, monitoring_storage, has_alerting, currency, amount_minor, approve_before,
      due_at, created_at, state_since, capture_id, captured_minor, captured_currency)
    select md5('open' || n)::uuid, 'OPEN' || n, state,
        case state when 'awaiting_approval' then 1 when 'captured' then 3 else 2 end,
        md5('payer' || n)::uuid, 'open', 50, true, 20, false, 'EUR', 3100,
        now() + interval '2 hours', now() + n * interval '1 second' - interval '60 seconds',
        now() - n * interval '1 second', now() - n * interval '1 second',
        case state when 'captured' then 'OPEN' || n end,
        case state when 'captured' then 3100 else 0 end, case state when 'captured' then 'EUR' end
      from (
        select n, case when n <= 140 then 'awaiting_approval' else
            (array['approved', 'capture_pending', 'captured', 'needs_attention'])[1 + n % 4] end as state
          from generate_series(1, 220) as n
      ) as numbered`;

const recordsOfOrders = [
  `insert into order_events (order_id, version, event, from_state, to_state, caused_by, at)
    select id, step,
        case step when 1 then 'created' when 2 then 'payer_approved' when 3 then 'capture_completed'
          else 'delivered' end,
        case step when 2 then 'awaiting_approval' when 3 then 'approved' when 4 then 'captured' end,
        case when step = version then state when step = 1 then 'awaiting_approval'
          when step = 2 then 'approved' else 'captured' end,
        'approve', created_at + step * interval '30 seconds'
      from orders cross join lateral generate_series(1, version) as step`,
  `insert into event_feed
    select row_number() over (order by at, order_id, step), at, order_id, step,
        case when step > 2 then captured_minor end, case when step > 2 then captured_currency end,
        null, null, false, null, null
      from (
        select id as order_id, step, captured_minor, captured_currency,
            created_at + step * interval '30 seconds' as at
          from orders cross join lateral generate_series(1, version) as step
      ) as numbered`,
  `update event_feed_state set last_position = (select coalesce(max(position), 0) from event_feed)`,
  `insert into refunds (id, order_id, paypal_refund_id, amount_minor, status, kind, created_at)
    select md5('refund' || id)::uuid, id, 'R' || paypal_order_id, refunded_minor, 'completed',
        'refund', created_at
      from orders where refunded_minor > 0`,
  `insert into receipts (number, series, sequence, order_id, kind, capture_id, issued_at, document)
    select '2000-' || n, '2000', n, id, 'receipt', capture_id, created_at, '{}'
      from (
        select *, row_number() over (order by created_at) as n from orders
          where captured_minor > 0 and refunded_minor = 0 and state = 'provisioned'
      ) as numbered`,
  `insert into purchases (user_id, cluster_name, order_id, held_until)
    select user_id, cluster_name, id, created_at + interval '10 minutes'
      from orders where state = 'provisioned'`,
];

const webhookEvents = `
  insert into webhook_events (id, event_type, body, outcome, received_at, processed_at)
    select 'WH-' || n, 'PAYMENT.CAPTURE.COMPLETED', repeat('{"id":"12345678"}', 20),
        case when n % 1000 = 0 then 'unknown order' else 'followed' end, at, at
      from (
        select n, now() - interval '2 days' - (:finished - n) * interval '10 seconds' as at
          from generate_series(1, :finished) as n
      ) as numbered`;
