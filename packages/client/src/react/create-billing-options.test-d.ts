import type { AppOutputs, AppRouter, DeclaredError, Order } from "@onekonsole/billing-contract";
import {
  type QueryClient,
  skipToken,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useSuspenseQuery,
} from "@tanstack/react-query";
import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { expectTypeOf, test } from "vitest";
import type { BillingOptions } from "./options-types.ts";

declare const queryClient: QueryClient;
const order = { order_id: "5O190127TN364715T" };

// The same page twice: between its two integrations, only the type of `billing` changes.
function pageWithOurs(billing: BillingOptions): void {
  expectTypeOf(useQuery(billing.order.get.queryOptions(order)).data).toEqualTypeOf<
    Order | undefined
  >();
  const state = billing.order.get.queryOptions(order, { select: (it: Order) => it.state });
  expectTypeOf(useQuery(state).data).toEqualTypeOf<Order["state"] | undefined>();
  expectTypeOf(useSuspenseQuery(billing.order.get.queryOptions(order)).data).toEqualTypeOf<Order>();
  useQuery(billing.order.prices.queryOptions(undefined, { staleTime: 60_000 }));
  useQuery(billing.order.get.queryOptions(skipToken));
  const { mutate, error } = useMutation(
    billing.order.approve.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(billing.order.get.queryFilter(order)),
    }),
  );
  mutate(order);
  expectTypeOf(error?.data?.billing_code).toExtend<string | undefined>();
  expectTypeOf(queryClient.getQueryData(billing.order.get.queryKey(order))).toEqualTypeOf<
    Order | undefined
  >();
}

function pageWithTheirs(billing: TRPCOptionsProxy<AppRouter>): void {
  expectTypeOf(useQuery(billing.order.get.queryOptions(order)).data).toEqualTypeOf<
    Order | undefined
  >();
  const state = billing.order.get.queryOptions(order, { select: (it: Order) => it.state });
  expectTypeOf(useQuery(state).data).toEqualTypeOf<Order["state"] | undefined>();
  expectTypeOf(useSuspenseQuery(billing.order.get.queryOptions(order)).data).toEqualTypeOf<Order>();
  useQuery(billing.order.prices.queryOptions(undefined, { staleTime: 60_000 }));
  useQuery(billing.order.get.queryOptions(skipToken));
  const { mutate, error } = useMutation(
    billing.order.approve.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(billing.order.get.queryFilter(order)),
    }),
  );
  mutate(order);
  expectTypeOf(error?.data?.billing_code).toExtend<string | undefined>();
  expectTypeOf(queryClient.getQueryData(billing.order.get.queryKey(order))).toEqualTypeOf<
    Order | undefined
  >();
}

test("a page compiles with this package and with tRPC's own integration", () => {
  expectTypeOf(pageWithOurs).returns.toEqualTypeOf<void>();
  expectTypeOf(pageWithTheirs).returns.toEqualTypeOf<void>();
});

test("an error has the codes of its procedure", () => {
  const check = (billing: BillingOptions) => {
    const { error } = useQuery(billing.order.get.queryOptions(order));
    expectTypeOf(error?.code).toEqualTypeOf<
      DeclaredError<"order.get"> | "unreachable" | undefined
    >();
    const { error: refused } = useMutation(billing.order.create.mutationOptions());
    if (refused?.code === "price_changed")
      expectTypeOf(refused.amount?.value).toExtend<string | undefined>();
    // @ts-expect-error a code of another procedure
    void (error?.code === "price_changed");
  };
  expectTypeOf(check).returns.toEqualTypeOf<void>();
});

test("a list that has pages, and no other read, has options for them", () => {
  const check = (billing: BillingOptions) => {
    const { data } = useInfiniteQuery(billing.order.list.infiniteQueryOptions({}));
    expectTypeOf(data?.pages).toEqualTypeOf<AppOutputs["order"]["list"][] | undefined>();
    const orders = billing.order.list.infiniteQueryOptions(
      {},
      { select: ({ pages }) => pages.flatMap((page) => page.orders) },
    );
    expectTypeOf(useInfiniteQuery(orders).data).toEqualTypeOf<
      AppOutputs["order"]["list"]["orders"] | undefined
    >();
    // @ts-expect-error not in pages
    void billing.order.get.infiniteQueryOptions;
    // @ts-expect-error not a read
    void billing.order.create.queryOptions;
    // @ts-expect-error no such procedure
    void billing.order.cancel;
  };
  expectTypeOf(check).returns.toEqualTypeOf<void>();
});
