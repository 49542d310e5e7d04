import type { AppOutputs } from "@onekonsole/billing-contract";
import type { PaymentSummary } from "@onekonsole/billing-contract";
import {
  type InfiniteData,
  skipToken,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useOrderingUser } from "../account/use-ordering-user.ts";
import { useSignedInUser } from "../account/use-signed-in-user.ts";
import { billing } from "../billing.ts";

/** An order in the payment history. */
export type ListedOrder = AppOutputs["order"]["list"]["orders"][number];

/** What happened to the money of the listed orders; undefined for all. */
export type PaymentFilter = PaymentSummary | undefined;

/**
 * The user's orders, newest first, in pages. `failure` is why they, or the users of the page, are not loaded;
 * `retry` reads what is missing at once.
 */
export function useOwnOrders(payment: PaymentFilter) {
  const userId = useOrderingUser();
  const { error: usersError } = useSignedInUser();
  const queryClient = useQueryClient();
  const list = useInfiniteQuery({
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
  const { data, error, failureReason } = list;
  return {
    ...list,
    failure: error ?? (data ? null : (failureReason ?? usersError)),
    retry: () => void queryClient.resetQueries({ queryKey: [userId ? "orders" : "users"] }),
  };
}

/** The newest orders of the user, to find one that is in progress. */
export function useLatestOrders(): readonly ListedOrder[] {
  const userId = useOrderingUser();
  const { data } = useQuery({
    queryKey: ["orders", userId, "latest"],
    queryFn: userId
      ? ({ signal }) => billing.order.list.query({ user_id: userId, limit: 50 }, { signal })
      : skipToken,
  });
  return data?.orders ?? [];
}
