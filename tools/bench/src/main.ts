// Prints each figure with a baseline of the same run: compare the ratios, not the absolute numbers.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildServer } from "@onekonsole/billing-testkit/server/build-server";
import { benchApproval } from "./approval.ts";
import { benchCreate } from "./create.ts";
import { startEnvironment } from "./environment.ts";
import { benchPrices } from "./prices.ts";
import { benchWaiting } from "./waiting.ts";

const root = join(import.meta.dirname, "..", "..", "..");
buildServer();
rmSync(join(root, ".cache", "bench-database"), { recursive: true, force: true });

await using environment = await startEnvironment();
const benches = {
  prices: benchPrices,
  create: benchCreate,
  approval: benchApproval,
  waiting: benchWaiting,
};
const selected = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches))
  if (selected.length === 0 || selected.includes(name)) await bench(environment);
