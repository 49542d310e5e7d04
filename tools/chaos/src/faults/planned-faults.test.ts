import type { RestartableDatabase } from "@onekonsole/billing-testkit/database/restartable-database";
import { expect, test } from "vitest";
import { planFaults } from "./planned-faults.ts";
import { killReplica } from "./scheduled-faults.ts";

const kill = { name: killReplica, weight: 1, run: () => Promise.resolve() };

test("spreads kills and database restarts over the run, in order", () => {
  const database = {} as RestartableDatabase;
  const options = { database, databaseRestarts: 2, kills: 3, random: () => 0 };
  const planned = planFaults(options, [kill]);
  expect(planned.map(({ progress, fault }) => [progress.toFixed(2), fault.name])).toEqual([
    ["0.10", killReplica],
    ["0.30", "database restart"],
    ["0.43", killReplica],
    ["0.77", killReplica],
    ["0.80", "database restart"],
  ]);
});
