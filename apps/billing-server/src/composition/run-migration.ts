// Brings the database up to date, ours and the job queue's tables, and ends. A server does the same
// when it starts: run this first where a long migration must not count as a slow start.
import { ConfigError } from "../config/read-config.ts";
import { readDatabaseUrl } from "../config/read-database-url.ts";
import { createLog } from "../logging/create-log.ts";
import { logCrashes } from "../logging/log-crashes.ts";
import { createJobQueue } from "../store/job-queue.ts";
import { migrateDatabase } from "../store/migrate.ts";

const log = createLog({ environment: process.env });
logCrashes(log);

const queueStopMs = 5_000;

async function migrate(): Promise<void> {
  const databaseUrl = readDatabaseUrl(process.env);
  await migrateDatabase(databaseUrl);
  const jobs = createJobQueue({
    databaseUrl,
    isPatient: true,
    onError: (error) => log.warn({ err: error }, "database connection"),
    // Nothing is worked here.
    onAttempt: () => undefined,
  });
  try {
    await jobs.start();
  } finally {
    await jobs.stop(queueStopMs);
  }
}

// As process 1 of a container it would not hear them otherwise; what is unfinished is rolled back.
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.on(signal, () => {
    log.info({ signal }, "stopping");
    process.exit(1);
  });

try {
  await migrate();
  log.info("the database is up to date");
} catch (error) {
  if (error instanceof ConfigError) log.fatal(error.message);
  else log.fatal({ err: error }, "could not migrate");
  process.exitCode = 1;
}
