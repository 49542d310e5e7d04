import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import {
  type MeasuredProcess,
  startMeasured,
} from "@onekonsole/billing-testkit/process/measured-process";
import { sandboxSettings } from "@onekonsole/billing-testkit/server/sandbox-settings";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@onekonsole/embedded-postgres";
import { createDatabase } from "./database/create-database.ts";
import { type Cores, pinProcess } from "./pin-process.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const serverFolder = join(root, "apps", "billing-server");
export const databaseFolder = join(root, ".cache", "bench-database");
const logFolder = join(root, ".cache", "bench-logs");

export interface BillingOptions {
  /** The environment's database by default. */
  readonly databaseUrl?: string;
  /** Environment variables of the server, added to the defaults. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
}

/**
 * A durable PostgreSQL and a sandbox, and the programs under measurement, each a process of its own
 * as in production, whose log goes to a file.
 */
export interface BenchEnvironment extends AsyncDisposable {
  readonly database: EmbeddedPostgres;
  /** Folder of PostgreSQL's files. */
  readonly databaseFolder: string;
  readonly sandbox: Sandbox;
  /** Creates an empty database of that name and returns its URL. */
  createDatabase(name: string): Promise<string>;
  /** Starts the built server on the measured core; its PayPal is the sandbox by default. */
  startBilling(options?: BillingOptions): Promise<MeasuredProcess>;
  /** Starts a program of `baselines/` on the measured core. */
  startBaseline(name: string, env?: Readonly<Record<string, string>>): Promise<MeasuredProcess>;
  /** Starts a program of `programs/` on the other cores. */
  startProgram(name: string): Promise<MeasuredProcess>;
  /** Stops what was started by the methods above. */
  stopPrograms(): Promise<void>;
}

/** Starts everything; disposing stops it all. */
export async function startEnvironment(): Promise<BenchEnvironment> {
  const stack = new AsyncDisposableStack();
  mkdirSync(logFolder, { recursive: true });
  // Before the database starts, which inherits it.
  pinProcess(process.pid, "others");
  const database = await startEmbeddedPostgres({ dataDir: databaseFolder });
  stack.use(database);
  const sandbox = stack.use(await startSandbox());
  const { start, stopAll } = createStarter();
  stack.defer(stopAll);
  return {
    database,
    databaseFolder,
    sandbox,
    createDatabase: (name) => createDatabase(database.url, name),
    startBilling: ({ databaseUrl = database.url, settings, nodeOptions = [] } = {}) =>
      start("billing", "measured", {
        args: [...nodeOptions, "dist/main.js"],
        cwd: serverFolder,
        env: { NODE_ENV: "production", ...sandboxSettings(sandbox, databaseUrl), ...settings },
      }),
    startBaseline: (name, env) =>
      start(name, "measured", sourceProgram(join("baselines", name), env)),
    startProgram: (name) => start(name, "others", sourceProgram(join("programs", name))),
    stopPrograms: stopAll,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

type Program = Parameters<typeof startMeasured>[0];

function createStarter() {
  const started = new Set<MeasuredProcess>();
  let count = 0;
  return {
    start: async (name: string, cores: Cores, program: Program): Promise<MeasuredProcess> => {
      const logFile = join(logFolder, `${(count += 1)}-${name}.log`);
      const measured = await startMeasured({ ...program, logFile });
      started.add(measured);
      pinProcess(measured.pid, cores);
      return measured;
    },
    stopAll: async (): Promise<void> => {
      await Promise.all([...started].map((measured) => measured.stop()));
      started.clear();
    },
  };
}

const sourceProgram = (name: string, env: Readonly<Record<string, string>> = {}): Program => ({
  args: ["--conditions=source", "--import", "tsx", join(import.meta.dirname, `${name}.ts`)],
  cwd: import.meta.dirname,
  env: { NODE_ENV: "production", ...env },
});
