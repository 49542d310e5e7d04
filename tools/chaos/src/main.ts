// Injects faults at random while customers buy clusters, heals, then audits PayPal against the service.
import { buildServer } from "@onekonsole/billing-testkit/server/build-server";
import { readOptions } from "./options.ts";
import { printReport } from "./print-report.ts";
import { runChaos } from "./run-chaos.ts";

const options = readOptions(process.argv.slice(2));
buildServer();
// The servers exit with this process. So does the database; the next run removes its folder.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => process.exit(130));

const flags = `--orders ${options.customers} --replicas ${options.replicas} --seed ${options.seed}`;
console.log(`npm run chaos -- ${flags}`);
const report = await runChaos(options, console.log);
printReport(report);
process.exit(report.audit.violations.length === 0 ? 0 : 1);
