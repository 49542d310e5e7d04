import type { AppOutputs } from "@onekonsole/billing-contract";
import type { PaymentSummary } from "@onekonsole/billing-contract/browser";
import { type InfiniteData, skipToken, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useOrderingUser } from "../account/use-ordering-user.ts";
import { billing } from "../billing.ts";

/** An order in the payment history. */
export type ListedOrder = AppOutputs["order"]["list"]["orders"][number];

/** What happened to the money of the listed orders; undefined for all. */
export type PaymentFilter = PaymentSummary | undefined;

/** The user's orders, newest first, in pages. */
export function useOwnOrders(payment: PaymentFilter) {
  const userId = useOrderingUser();
  return useInfiniteQuery({
    queryKey: ["orders", userId, payment ?? "all"],
    queryFn: userId
      ? ({ pageParam, signal }) =>
          billing.order.list.query({ user_id: userId, payment, after: pageParam }, { signal })
      : skipToken,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    select: ({ pages }: InfiniteData<AppOutputs["order"]["list"]>) =>
      pages.flatMap(({ orders }) => orders),
  });
}

/** The newest orders of the user, to find one that is in progress. */
export function useLatestOrders(): readonly ListedOrder[] {
  const userId = useOrderingUser();
  const { data } = useQuery({
    queryKey: ["orders", userId, "latest"],
    queryFn: userId
      ? ({ signal }) => billing.order.list.query({ user_id: userId, limit: 10 }, { signal })
      : skipToken,
  });
  return data?.orders ?? [];
}
