import type { Order, OrderId } from "../../domain/order.ts";
import { nextReadAt } from "../../domain/sweep-schedule.ts";
import type { Tables } from "./tables.ts";

/** The orders that are due, the users in turn. */
export function claimDue({ rows, due }: Tables, limit: number): Order[] {
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
