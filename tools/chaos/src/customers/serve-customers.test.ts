import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDeferredActions } from "../deferred-actions.ts";
import { createRunRecord } from "../run-record.ts";
import { scenarios } from "../scenarios/scenarios.ts";
import type { CustomerEnvironment } from "./customer.ts";
import { serveCustomers } from "./serve-customers.ts";

// A service that rejects every order: each scenario ends at once.
beforeEach(() => {
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({}, { status: 409 })));
});
afterEach(() => void vi.unstubAllGlobals());

async function serve(seed: number, customers: number) {
  const deferred = createDeferredActions();
  const polled = vi.spyOn(deferred, "runDue");
  const onServed = vi.fn<() => void>();
  const environment = {
    billingUrl: "http://billing.example",
    sandbox: { webOrder: { refuse: () => undefined }, paypal: { orders: new Map() } },
    record: createRunRecord(),
    deferred,
    currencies: ["EUR"],
  } as unknown as CustomerEnvironment;
  const counts = await serveCustomers({ environment, customers, seed, onServed });
  return { counts, onServed, polled };
}

test("serves every customer once, and counts them by scenario", async () => {
  const { counts, onServed, polled } = await serve(1, 2_000);
  expect(onServed).toHaveBeenCalledTimes(2_000);
  expect([...counts.values()].reduce((sum, count) => sum + count)).toBe(2_000);
  expect([...counts.keys()].toSorted()).toEqual(scenarios.map(({ name }) => name).toSorted());
  expect(polled).toHaveBeenCalled();
});

test("one seed draws the same scenarios again, another seed draws others", async () => {
  const { counts } = await serve(1, 100);
  expect((await serve(1, 100)).counts).toEqual(counts);
  expect((await serve(2, 100)).counts).not.toEqual(counts);
});
