import { expect, test } from "vitest";
import { runFuzz } from "../../scripts/fuzz/run-fuzz.ts";
import { createTestDatabase } from "../database.ts";

test("1,500 requests nobody would send: no fault of ours, no hang, nothing told", async () => {
  await using database = await createTestDatabase({ allowOpenConnections: true });
  const options = { inputs: 1_500, seed: 20_260_101, built: false };
  const { parts, failure, errorLines } = await runFuzz(options, database.url);
  expect(failure).toBeNull();
  expect(errorLines).toEqual([]);
  // They got as far as the procedures.
  const statuses = new Set(parts.flatMap((part) => [...part.statuses.keys()]));
  for (const status of ["200", "400", "401", "403", "404", "405", "409"])
    expect(statuses).toContain(status);
});
