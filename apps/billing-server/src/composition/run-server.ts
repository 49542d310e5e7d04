import { ConfigError, readConfig } from "../config/read-config.ts";
import { createLog } from "../logging/create-log.ts";
import { logCrashes } from "../logging/log-crashes.ts";
import { type DevServices, startDevServices } from "./dev-services.ts";
import { type Billing, startBilling } from "./start-billing.ts";

const log = createLog({ environment: process.env });
logCrashes(log);

let devServices: DevServices | undefined;
let billing: Billing | undefined;
let ending: Promise<never> | undefined;
const stopping = new AbortController();

// Longer than the grace periods of requests and jobs, shorter than the chart's 60 s before SIGKILL.
const maxStopMs = 35_000;

const started = (async () => {
  const config = readConfig(process.env);
  log.level = config.logLevel;
  devServices = await startDevServices(config, log);
  billing = await startBilling(devServices.settings, stopping.signal);
  log.info({ host: config.host, port: billing.port }, "listening");
})();

/** Stops whatever has started and exits; safe to call repeatedly. */
function end(exitCode: number): Promise<never> {
  return (ending ??= (async () => {
    // Exits even if the database hangs.
    setTimeout(() => {
      log.error({ limit_ms: maxStopMs }, "could not stop in time");
      process.exit(1);
    }, maxStopMs).unref();
    try {
      // An aborted startup settles within seconds, and without a failure to report.
      await started.catch(() => undefined);
      await billing?.stop();
      await devServices?.stop();
    } catch (error) {
      log.error({ err: error }, "could not stop cleanly");
      exitCode = 1;
    }
    log.info("stopped");
    process.exit(exitCode);
  })());
}

for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.on(signal, () => {
    log.info({ signal }, "stopping");
    stopping.abort();
    void end(0);
  });

started.catch((error: unknown) => {
  if (stopping.signal.aborted) return undefined;
  if (error instanceof ConfigError) log.fatal(error.message);
  else log.fatal({ err: error }, "could not start");
  return end(1);
});
