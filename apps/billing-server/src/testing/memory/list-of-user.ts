import type { Order } from "../../domain/order.ts";
import type { OwnOrdersQuery } from "../../ports/order-store.ts";

/** The user's orders, newest first, as PostgreSQL returns them. */
export function listOfUser(rows: readonly Order[], query: OwnOrdersQuery): readonly Order[] {
  const { userId, clusterName, createdFrom, createdBefore, after, limit } = query;
  const own = rows
    .filter(({ details }) => details.user_id === userId)
    .toSorted(
      (one, other) =>
        other.createdAt.getTime() - one.createdAt.getTime() || (one.id < other.id ? 1 : -1),
    );
  const start = after === null ? 0 : own.findIndex(({ id }) => id === after) + 1;
  const behind = after !== null && start === 0 ? [] : own.slice(start);
  return behind
    .filter(
      ({ details, createdAt }) =>
        (clusterName === undefined || details.cluster_name === clusterName) &&
        (createdFrom === undefined || createdAt >= createdFrom) &&
        (createdBefore === undefined || createdAt < createdBefore),
    )
    .slice(0, limit);
}
