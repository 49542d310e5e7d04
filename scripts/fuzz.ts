// Requests nobody would send, at every route and procedure: no fault of ours, no hang, no growth.
import { startDatabase } from "./chaos/database.ts";
import { readOptions } from "./fuzz/options.ts";
import { hasGrown, printReport } from "./fuzz/print-report.ts";
import { runFuzz } from "./fuzz/run-fuzz.ts";
import { buildServer } from "./server/build-server.ts";

const options = readOptions(process.argv.slice(2));
buildServer();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => process.exit(130));

console.log(`npm run fuzz -- --inputs ${options.inputs} --seed ${options.seed}`);
await using database = await startDatabase();
const report = await runFuzz(options, database.url);
printReport(report);
const grown = hasGrown(report.parts);
if (grown) console.log("The server's heap grows.");
process.exitCode = report.failure === null && report.errorLines.length === 0 && !grown ? 0 : 1;
