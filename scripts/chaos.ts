// Everything breaks at random while customers buy clusters; then it heals, and both sides are audited.
import { readOptions } from "./chaos/options.ts";
import { printReport } from "./chaos/print-report.ts";
import { runStorm } from "./chaos/storm.ts";
import { buildServer } from "./server/build-server.ts";

const options = readOptions(process.argv.slice(2));
buildServer();
// Ends the servers with us; the database ends by itself, and the next run removes its folder.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => process.exit(130));

const again = `--orders ${options.customers} --replicas ${options.replicas} --seed ${options.seed}`;
console.log(`npm run chaos -- ${again}`);
const report = await runStorm(options, console.log);
printReport(report);
process.exit(report.audit.violations.length === 0 ? 0 : 1);
