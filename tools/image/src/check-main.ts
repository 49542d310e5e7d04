// Runs what the image holds as a container would, where there is no engine.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildServer } from "@onekonsole/billing-testkit/server/build-server";
import { startEmbeddedPostgres } from "@onekonsole/embedded-postgres";
import { checkImage } from "./check-image.ts";
import { whyNotContained } from "./jail.ts";

const reason = whyNotContained();
if (reason !== undefined) {
  console.error(`A container can't be imitated on this machine: ${reason}.`);
  process.exit(2);
}
const folder = join(import.meta.dirname, "..", "..", "..", ".cache", "image-check");
const removeAll = () => rmSync(folder, { recursive: true, force: true });
process.on("exit", removeAll);

removeAll();
buildServer();
const starting = startEmbeddedPostgres({ dataDir: join(folder, "database") });
// The container is killed with this process; the database would write on while its files are removed.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(
    signal,
    () => void starting.then(({ stop }) => stop()).finally(() => process.exit(130)),
  );

await using database = await starting;
const findings = await checkImage({ folder: join(folder, "root"), databaseUrl: database.url });
console.table(Object.fromEntries(findings.map(({ what, seen, ok }) => [what, { seen, ok }])));
process.exitCode = findings.every(({ ok }) => ok) ? 0 : 1;
