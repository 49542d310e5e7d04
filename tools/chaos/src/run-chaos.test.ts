import { expect, test } from "vitest";
import { runChaos } from "./run-chaos.ts";

test("a small storm: every order ends, PayPal's books are ours, nothing is delivered twice", async () => {
  const { audit, strikes, sandbox } = await runChaos({
    customers: 40,
    seed: 20_260_101,
    replicas: 2,
    built: false,
    databaseRestarts: 1,
    kills: 1,
  });
  expect(audit.violations).toEqual([]);
  // It was one: something of each kind has happened.
  expect(strikes.get("kill -9")).toBeGreaterThan(0);
  expect(strikes.get("database restart")).toBe(1);
  expect(sandbox.paypal.faults.stats().total).toBeGreaterThan(10);
  expect(sandbox.paypal.misbehaviour.counts.size).toBeGreaterThan(5);
  expect(audit.orders.length).toBeGreaterThanOrEqual(35);
});
