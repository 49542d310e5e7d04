import { type Kysely, sql } from "kysely";

/**
 * When PayPal created the latest event of each dispute, which orders events of the same second. For
 * reversals that an earlier release recorded: the state before them, and reads at PayPal.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table disputes add column told_at timestamptz`.execute(db);
  // An event without a payment concerns the orders for which its dispute is recorded.
  await sql`create index disputes_by_id on disputes (dispute_id)`.execute(db);
  await sql`
    with entered as (
      select distinct on (order_id) order_id, version, event, from_state
        from order_events
        where to_state = 'needs_attention' and from_state <> 'needs_attention'
        order by order_id, version desc
    )
    update orders set reversed_from = entered.from_state, problem_before_reversal = earlier.problem
      from entered
      left join order_events earlier
        on earlier.order_id = entered.order_id and earlier.version = entered.version - 1
      where orders.id = entered.order_id and entered.event = 'payment_reversed'
        and orders.state = 'needs_attention' and orders.reversed_minor > 0
        and orders.reversed_from is null`.execute(db);
  await sql`
    update orders set due_at = now()
      where due_at is null and reversed_minor > 0 and state in ('provisioned', 'refunded')`.execute(
    db,
  );
}
