// Sends malformed requests to every route and procedure: no internal error, no hang, no heap growth.
import { startDatabase } from "@onekonsole/billing-testkit/database/restartable-database";
import { buildServer } from "@onekonsole/billing-testkit/server/build-server";
import { readOptions } from "./options.ts";
import { hasGrown, printReport } from "./print-report.ts";
import { runFuzz } from "./run-fuzz.ts";

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
