import { pino } from "pino";
import { withBuiltIns } from "./built-in.ts";
import { startBilling } from "./compose.ts";
import { ConfigError, readConfig } from "./config/read-config.ts";

const log = pino({ base: null, redact: ["*.authorization", "*.client_secret"] });

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const builtIn = await withBuiltIns(config, log);
  const billing = await startBilling(builtIn.surroundings);
  log.info({ host: config.host, port: billing.port }, "listening");

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    await billing.stop();
    await builtIn.stop();
    log.info("stopped");
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => void stop(signal));
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) log.fatal(error.message);
  else log.fatal({ err: error }, "could not start");
  process.exit(1);
});
