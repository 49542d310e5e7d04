import { buildServer } from "@onekonsole/billing-testkit/server/build-server";
// Everything breaks at random while customers buy clusters; then it heals, and both sides are audited.
import { readOptions } from "./options.ts";
import { printReport } from "./print-report.ts";
import { runChaos } from "./run-chaos.ts";

const options = readOptions(process.argv.slice(2));
buildServer();
// Ends the servers with us; the database ends by itself, and the next run removes its folder.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => process.exit(130));

const again = `--orders ${options.customers} --replicas ${options.replicas} --seed ${options.seed}`;
console.log(`npm run chaos -- ${again}`);
const report = await runChaos(options, console.log);
printReport(report);
process.exit(report.audit.violations.length === 0 ? 0 : 1);
