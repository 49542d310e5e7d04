import { useBilling } from "@onekonsole/billing-client/react";
import type { AppOutputs, PaymentSummary } from "@onekonsole/billing-contract";
import { skipToken, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useOrderingUser } from "../account/use-ordering-user.ts";
import { useSignedInUser, usersKey } from "../account/use-signed-in-user.ts";

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
  const billing = useBilling();
  const list = useInfiniteQuery(
    billing.order.list.infiniteQueryOptions(userId ? { user_id: userId, payment } : skipToken, {
      select: ({ pages }) => pages.flatMap(({ orders }) => orders),
    }),
  );
  const { data, error, failureReason } = list;
  return {
    ...list,
    failure: error ?? (data ? null : (failureReason ?? usersError)),
    retry: () =>
      void queryClient.resetQueries(
        userId ? billing.order.list.pathFilter() : { queryKey: usersKey },
      ),
  };
}
