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

// Longer than the grace periods of requests and jobs, shorter than the chart's 60 s before SIGKILL.
const maxStopMs = 35_000;

/** Stops whatever has started and exits; safe to call repeatedly. */
function end(exitCode: number): Promise<never> {
  return (ending ??= (async () => {
    // Exits even if the database hangs.
    setTimeout(() => process.exit(1), maxStopMs).unref();
    try {
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

const started = (async () => {
  const config = readConfig(process.env);
  log.level = config.logLevel;
  devServices = await startDevServices(config, log);
  billing = await startBilling(devServices.settings);
  log.info({ host: config.host, port: billing.port }, "listening");
})();

for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.on(signal, () => {
    log.info({ signal }, "stopping");
    // Startup completes first, so that everything started is stopped.
    void started.then(() => end(0));
  });

started.catch((error: unknown) => {
  if (error instanceof ConfigError) log.fatal(error.message);
  else log.fatal({ err: error }, "could not start");
  return end(1);
});
