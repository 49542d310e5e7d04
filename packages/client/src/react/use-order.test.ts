import { expect, test } from "vitest";
import { type BillingClient, createBillingClient } from "../create-billing-client.ts";
import {
  type ContractServer,
  knownOrderId,
  startContractServer,
} from "../testing/contract-server.fixture.ts";
import { eventually, renderHooks } from "./testing/render.fixture.ts";
import { type LiveOrder, useOrder } from "./use-order.ts";

const clientOf = (server: ContractServer): BillingClient =>
  createBillingClient({ url: server.url, retryForMs: 0 });

/** A component that follows an order, and what it shows. */
function follower(orderId = knownOrderId) {
  const shown: LiveOrder[] = [];
  return {
    use: () => shown.push(useOrder(orderId)),
    first: () => shown[0],
    latest: () => shown.at(-1),
  };
}

const streams = ({ requests }: ContractServer): number =>
  requests.filter(({ url }) => url.includes("order.watch")).length;

test("components share one stream of an order, which ends with the last of them", async () => {
  await using server = await startContractServer();
  server.publish("awaiting_approval");
  const [page, header] = [follower(), follower()];
  using rendered = await renderHooks(clientOf(server), page.use, header.use);
  await eventually(() => expect(page.latest()?.status).toBe("live"));
  await eventually(() => expect(server.watching).toBe(1));
  server.publish("approved");
  for (const { latest } of [page, header])
    await eventually(() =>
      expect(latest()).toMatchObject({
        order: { state: "approved", version: 2 },
        steps: [{ state: "awaiting_approval" }, { state: "approved" }],
      }),
    );
  expect(streams(server)).toBe(1);
  rendered.show(page.use);
  server.publish("captured");
  await eventually(() => expect(page.latest()?.order?.state).toBe("captured"));
  expect(streams(server)).toBe(1);
  rendered.show();
  await eventually(() => expect(server.watching).toBe(0));
});

test("an update makes the lists stale, but not those that an earlier read has shown", async () => {
  await using server = await startContractServer();
  server.publish("awaiting_approval");
  const page = follower();
  using rendered = await renderHooks(clientOf(server), page.use);
  const { queryClient } = rendered;
  const list = [["order", "list"], { type: "query" }];
  queryClient.setQueryData(list, { orders: [], next: null });
  await eventually(() => expect(page.latest()?.steps).toHaveLength(1));
  expect(queryClient.getQueryState(list)?.isInvalidated).toBe(false);
  server.publish("approved");
  await eventually(() => expect(queryClient.getQueryState(list)?.isInvalidated).toBe(true));
});

test("an unknown order fails with its code, and is not watched", async () => {
  await using server = await startContractServer();
  const page = follower();
  using rendered = await renderHooks(clientOf(server), page.use);
  await eventually(() => expect(page.first()).toMatchObject({ status: "loading", error: null }));
  await eventually(() =>
    expect(page.latest()).toMatchObject({ status: "failed", error: { code: "order_not_found" } }),
  );
  expect(rendered.queryClient.isFetching()).toBe(0);
  expect(streams(server)).toBe(0);
});

test("an order is stale while it cannot be read, and live again afterwards", async () => {
  await using server = await startContractServer();
  server.publish("awaiting_approval");
  const page = follower();
  using rendered = await renderHooks(clientOf(server), page.use);
  await eventually(() => expect(page.latest()?.status).toBe("live"));
  server.refuse("order.get", "service_unavailable");
  void rendered.queryClient.invalidateQueries({ queryKey: [["order", "get"]] });
  await eventually(() =>
    expect(page.latest()).toMatchObject({
      status: "stale",
      order: { state: "awaiting_approval" },
      error: { code: "service_unavailable", action: "retry" },
    }),
  );
  server.refuse("order.get", undefined);
  await eventually(() => expect(page.latest()?.status).toBe("live"));
});

test("a settled order that changes later has the step of the later read", async () => {
  await using server = await startContractServer();
  server.publish("provisioned", true);
  const page = follower();
  using rendered = await renderHooks(clientOf(server), page.use);
  await eventually(() => expect(page.latest()?.steps).toHaveLength(1));
  await eventually(() => expect(server.watching).toBe(0));
  server.publish("refunded", true);
  page.latest()?.retry();
  await eventually(() =>
    expect(page.latest()?.steps.map(({ state }) => state)).toEqual(["provisioned", "refunded"]),
  );
  expect(rendered.queryClient.isMutating()).toBe(0);
});

test("an order in a state that only a newer service has is followed like any in process", async () => {
  await using server = await startContractServer();
  server.publish("approved");
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await globalThis.fetch(input, init);
    if (response.url.includes("order.watch")) return response;
    return new Response((await response.text()).replace('"approved"', '"in_escrow"'));
  };
  const client = createBillingClient({ url: server.url, retryForMs: 0, fetch });
  const page = follower();
  using _ = await renderHooks(client, page.use);
  await eventually(() => expect(page.latest()?.order?.state).toBe("in_escrow"));
  await eventually(() => expect(server.watching).toBe(1));
  expect(page.latest()?.status).toBe("live");
});
