import type { AppRouter } from "@onekonsole/billing-contract";
import { QueryClient, skipToken } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBillingClient } from "../create-billing-client.ts";
import { type ContractServer, startContractServer } from "../testing/contract-server.fixture.ts";
import { createBillingOptions } from "./create-billing-options.ts";

let server: ContractServer;
let queryClient: QueryClient;
beforeAll(async () => {
  server = await startContractServer();
  queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
});
afterAll(async () => {
  queryClient?.clear();
  await server?.[Symbol.asyncDispose]();
});

/** The options of this package, and those of tRPC's own integration. */
function both() {
  const client = createBillingClient({ url: server.url, retryForMs: 0 });
  return {
    ours: createBillingOptions({ client }),
    theirs: createTRPCOptionsProxy<AppRouter>({ client, queryClient }),
  };
}

const order = { order_id: "5O190127TN364715T" };

describe("the options for TanStack Query", () => {
  test("have the keys of tRPC's own, so that both share a cache", () => {
    const { ours, theirs } = both();
    expect(ours.pathKey()).toEqual(theirs.pathKey());
    expect(ours.order.pathKey()).toEqual(theirs.order.pathKey());
    expect(ours.order.get.pathFilter()).toEqual(theirs.order.get.pathFilter());
    expect(ours.order.get.queryKey()).toEqual(theirs.order.get.queryKey());
    expect(ours.order.get.queryKey(order)).toEqual(theirs.order.get.queryKey(order));
    expect(ours.order.get.queryFilter(order, { stale: true })).toEqual(
      theirs.order.get.queryFilter(order, { stale: true }),
    );
    expect(ours.order.prices.queryOptions().queryKey).toEqual(
      theirs.order.prices.queryOptions().queryKey,
    );
    expect(ours.order.get.queryOptions(skipToken).queryKey).toEqual(
      theirs.order.get.queryOptions(skipToken).queryKey,
    );
    expect(ours.order.create.mutationKey()).toEqual(theirs.order.create.mutationKey());
  });

  test("make the calls of tRPC's own, with its results and errors", async () => {
    const { ours, theirs } = both();
    const prices = await queryClient.fetchQuery(ours.order.prices.queryOptions());
    queryClient.clear();
    expect(await queryClient.fetchQuery(theirs.order.prices.queryOptions())).toEqual(prices);
    queryClient.clear();
    const failed = queryClient.fetchQuery(ours.order.get.queryOptions(order));
    await expect(failed).rejects.toMatchObject({ code: "order_not_found", action: "stop" });
    const mutation = ours.order.approve.mutationOptions({ meta: { from: "test" } });
    expect(mutation).toMatchObject({ mutationKey: [["order", "approve"]], meta: { from: "test" } });
    const context = { client: queryClient, meta: undefined };
    expect(await mutation.mutationFn?.(order, context)).toMatchObject({ status: "APPROVED" });
  });

  test("read a list in pages, from the `next` of one to the `after` of the following", async () => {
    const { ours } = both();
    const options = ours.order.list.infiniteQueryOptions({ payment: "Paid" });
    expect(options.queryKey).toEqual([
      ["order", "list"],
      { input: { payment: "Paid" }, type: "infinite" },
    ]);
    const { pages } = await queryClient.fetchInfiniteQuery({ ...options, pages: 3 });
    expect(pages.map(({ next }) => next)).toEqual(["SECONDPAGE000001", "THIRDPAGE000001", null]);
  });

  test("skip a read without an input, and abort one that is no longer wanted", async () => {
    const { ours } = both();
    expect(ours.order.get.queryOptions(skipToken).queryFn).toBe(skipToken);
    const silent = ours.order.get.queryOptions({ order_id: "SILENT" });
    const reading = queryClient.fetchQuery(silent);
    await queryClient.cancelQueries(silent);
    await expect(reading).rejects.toThrow("CancelledError");
  });

  test("reject a helper that does not exist", () => {
    const { ours } = both();
    const { get } = ours.order as unknown as { get: { suspend: () => unknown } };
    expect(() => get.suspend()).toThrow("There is no billing.order.get.suspend().");
  });
});
