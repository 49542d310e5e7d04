import { useQuery } from "@tanstack/react-query";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { createBillingClient } from "../create-billing-client.ts";
import { startContractServer } from "../testing/contract-server.fixture.ts";
import { useBilling, useBillingClient } from "./billing-provider.ts";
import { eventually, renderHooks } from "./testing/render.fixture.ts";

test("components read through the client of the provider, and share what they read", async () => {
  await using server = await startContractServer();
  const client = createBillingClient({ url: server.url });
  const seen: (number | undefined)[] = [];
  const usePrices = () => useQuery(useBilling().order.prices.queryOptions()).data?.basic;
  using page = await renderHooks(
    client,
    () => seen.push(usePrices()),
    () => usePrices(),
    () => expect(useBillingClient()).toBe(client),
  );
  await eventually(() => expect(seen).toContain(20));
  expect(server.requests).toHaveLength(1);
  expect(page.queryClient.getQueryCache().getAll()).toHaveLength(1);
});

test("a component outside the provider is told what is missing", () => {
  const Page = () => useBilling() && null;
  expect(() => renderToStaticMarkup(createElement(Page))).toThrow("inside a <BillingProvider>");
});
