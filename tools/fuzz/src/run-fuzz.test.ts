import { createBillingClient } from "@onekonsole/billing-client";
import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import { expect, test } from "vitest";
import { startFuzzEnvironment } from "./fuzz-environment.ts";
import { runFuzz } from "./run-fuzz.ts";

test("1,500 malformed requests: no internal error, no hang, no disclosed order", async () => {
  await using database = await createTestDatabase({ allowOpenConnections: true });
  const options = { inputs: 1_500, seed: 20_260_101, built: true };
  const { parts, failure, errorLines } = await runFuzz(options, database.url);
  expect(failure).toBeNull();
  expect(errorLines).toEqual([]);
  // The requests reached the procedures.
  const statuses = new Set(parts.flatMap((part) => [...part.statuses.keys()]));
  for (const status of ["200", "400", "401", "403", "404", "405", "409"])
    expect(statuses).toContain(status);
});

test("the seed data has an order that an operator can refund and one that an operator can close", async () => {
  await using database = await createTestDatabase({ allowOpenConnections: true });
  const onLogLine = () => undefined;
  await using environment = await startFuzzEnvironment({
    built: true,
    databaseUrl: database.url,
    onLogLine,
  });
  const token = environment.token("operator") ?? "";
  const { operator } = createBillingClient({ url: `http://127.0.0.1:${environment.port}`, token });
  const held = await operator.orders.query({ states: ["needs_attention"] });
  expect(environment.seedData.orderIds).toEqual(
    expect.arrayContaining(held.orders.map(({ order_id }) => order_id)),
  );
  const act = (hasMoney: boolean) => {
    const found = held.orders.find((it) => (it.captured_amount !== null) === hasMoney);
    return {
      order_id: found?.order_id ?? "",
      version: found?.version ?? 0,
      reason: "A test.",
    };
  };
  expect(await operator.refund.mutate(act(true))).toMatchObject({ state: "refunding" });
  expect(await operator.close.mutate(act(false))).toMatchObject({ state: "closed" });
});
