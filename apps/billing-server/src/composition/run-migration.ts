// Migrates the tables of the service and of the job queue, then exits. The server does the same at
// startup; run this first if a migration takes longer than the startup probe allows.
import { ConfigError } from "../config/read-config.ts";
import { readDatabaseUrl } from "../config/read-database-url.ts";
import { unlessAborted } from "../lib/unless-aborted.ts";
import { createLog } from "../logging/create-log.ts";
import { logCrashes } from "../logging/log-crashes.ts";
import { createJobQueue } from "../store/job-queue.ts";
import { migrateDatabase } from "../store/migrate.ts";

const log = createLog({ environment: process.env });
logCrashes(log);

const queueStopMs = 5_000;
const stopping = new AbortController();

async function migrate(): Promise<void> {
  const databaseUrl = readDatabaseUrl(process.env);
  await migrateDatabase(databaseUrl, stopping.signal);
  const jobs = createJobQueue({
    databaseUrl,
    hasNoTimeouts: true,
    onError: (error) => log.warn({ err: error }, "database connection"),
    // No job runs here.
    onAttempt: () => undefined,
  });
  try {
    await unlessAborted(stopping.signal, () => jobs.start());
  } finally {
    const stopped = jobs.stop(queueStopMs);
    // pg-boss first completes its start, which may wait for a lock.
    if (stopping.signal.aborted) stopped.catch(() => undefined);
    else await stopped;
  }
}

async function run(): Promise<void> {
  try {
    await migrate();
    log.info("the database is up to date");
  } catch (error) {
    if (stopping.signal.aborted) log.error("migration aborted");
    else if (error instanceof ConfigError) log.fatal(error.message);
    else log.fatal({ err: error }, "migration failed");
    process.exit(1);
  }
}

// An unfinished migration is rolled back.
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.on(signal, () => {
    log.info({ signal }, "stopping");
    stopping.abort();
  });

void run();
