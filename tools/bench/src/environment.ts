import { join } from "node:path";
import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import {
  type MeasuredProcess,
  startMeasured,
} from "@onekonsole/billing-testkit/process/measured-process";
import { sandboxSettings } from "@onekonsole/billing-testkit/server/sandbox-settings";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@onekonsole/embedded-postgres";

const root = join(import.meta.dirname, "..", "..", "..");
const baselines = join(import.meta.dirname, "baselines");
const serverFolder = join(root, "apps", "billing-server");

export interface BillingOptions {
  /** The environment's database by default. */
  readonly databaseUrl?: string;
  /** Environment variables of the server, added to the defaults. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
}

/** A durable PostgreSQL, a sandbox and the built server, each in a place of its own as in production. */
export interface BenchEnvironment extends AsyncDisposable {
  readonly database: EmbeddedPostgres;
  readonly sandbox: Sandbox;
  readonly billing: MeasuredProcess;
  /** Starts another server; the run stops it, unless the benchmark does. */
  startBilling(options?: BillingOptions): Promise<MeasuredProcess>;
  /** Starts a program of `baselines/`. */
  startBaseline(name: string): Promise<MeasuredProcess>;
}

/** Starts everything; disposing stops it all. */
export async function startEnvironment(): Promise<BenchEnvironment> {
  const stack = new AsyncDisposableStack();
  const database = await startEmbeddedPostgres({ dataDir: join(root, ".cache", "bench-database") });
  stack.use(database);
  const sandbox = stack.use(await startSandbox());
  const start = async (program: Parameters<typeof startMeasured>[0]) => {
    const started = await startMeasured(program);
    stack.defer(() => started.stop());
    return started;
  };
  const { clientId, clientSecret, url } = sandbox.paypal;
  const startBilling = (options: BillingOptions = {}) =>
    start({
      args: [...(options.nodeOptions ?? []), "dist/main.js"],
      cwd: serverFolder,
      env: {
        NODE_ENV: "production",
        ...sandboxSettings(sandbox, options.databaseUrl ?? database.url),
        ...options.settings,
      },
    });
  return {
    database,
    sandbox,
    billing: await startBilling(),
    startBilling,
    startBaseline: (name) =>
      start({
        args: ["--conditions=source", "--import", "tsx", join(baselines, `${name}.ts`)],
        cwd: import.meta.dirname,
        env: {
          NODE_ENV: "production",
          paypal_url: url,
          basic_auth: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
          database_url: database.url,
        },
      }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
