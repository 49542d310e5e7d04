// Figures beside baselines of the same run: compare the ratios, not the absolute numbers.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { benchApproval } from "./bench/approval.ts";
import { benchCreate } from "./bench/create.ts";
import { benchPrices } from "./bench/prices.ts";
import { startSurroundings } from "./bench/surroundings.ts";
import { benchWaiting } from "./bench/waiting.ts";
import { buildServer } from "./server/build-server.ts";

const root = join(import.meta.dirname, "..");
buildServer();
rmSync(join(root, ".cache", "bench-database"), { recursive: true, force: true });

await using surroundings = await startSurroundings();
const benches = {
  prices: benchPrices,
  create: benchCreate,
  approval: benchApproval,
  waiting: benchWaiting,
};
const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches))
  if (wanted.length === 0 || wanted.includes(name)) await bench(surroundings);
