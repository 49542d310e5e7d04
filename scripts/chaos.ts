// Everything breaks at random while customers buy clusters; then it heals, and both sides are audited.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { readOptions } from "./chaos/options.ts";
import { printReport } from "./chaos/print-report.ts";
import { runStorm } from "./chaos/storm.ts";

const options = readOptions(process.argv.slice(2));
execFileSync("turbo", ["run", "build", "--output-logs=errors-only"], {
  cwd: join(import.meta.dirname, ".."),
  stdio: "inherit",
});
// Ends the servers with us; the database ends by itself, and the next run removes its folder.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => process.exit(130));

const again = `--orders ${options.customers} --replicas ${options.replicas} --seed ${options.seed}`;
console.log(`npm run chaos -- ${again}`);
const report = await runStorm(options, console.log);
printReport(report);
process.exit(report.audit.violations.length === 0 ? 0 : 1);
