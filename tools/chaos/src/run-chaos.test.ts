import { expect, test } from "vitest";
import { runChaos } from "./run-chaos.ts";

test("a small run: every order ends, PayPal's amounts match the database, no order is delivered twice", async () => {
  const { audit, injected, sandbox } = await runChaos({
    customers: 40,
    seed: 20_260_101,
    replicas: 2,
    built: true,
    databaseRestarts: 1,
    kills: 1,
  });
  expect(audit.violations).toEqual([]);
  // Faults of each kind were injected.
  expect(injected.get("kill -9")).toBeGreaterThan(0);
  expect(injected.get("database restart")).toBe(1);
  expect(sandbox.paypal.faults.stats().total).toBeGreaterThan(10);
  expect(sandbox.paypal.deviations.counts.size).toBeGreaterThan(5);
  expect(audit.orders.length).toBeGreaterThanOrEqual(35);
}, 300_000);
