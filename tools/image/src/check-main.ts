// Runs the image's content as in a container, without a container engine.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildServer } from "@onekonsole/billing-testkit/server/build-server";
import { startEmbeddedPostgres } from "@onekonsole/embedded-postgres";
import { checkImage } from "./check-image.ts";
import { missingPrerequisite } from "./contained-process.ts";

const reason = missingPrerequisite();
if (reason !== undefined) {
  console.error(`This machine cannot imitate a container: ${reason}.`);
  process.exit(2);
}
const folder = join(import.meta.dirname, "..", "..", "..", ".cache", "image-check");
const removeAll = () => rmSync(folder, { recursive: true, force: true });
process.on("exit", removeAll);

removeAll();
buildServer();
const starting = startEmbeddedPostgres({ dataDir: join(folder, "database") });
// The container is killed with this process. The database must stop before its files are removed.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(
    signal,
    () => void starting.then(({ stop }) => stop()).finally(() => process.exit(130)),
  );

await using database = await starting;
const results = await checkImage({ folder: join(folder, "root"), databaseUrl: database.url });
console.table(Object.fromEntries(results.map(({ check, value, ok }) => [check, { value, ok }])));
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
