import { join } from "node:path";
import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import {
  type MeasuredProcess,
  startMeasured,
} from "@onekonsole/billing-testkit/process/measured-process";
import { sandboxSettings } from "@onekonsole/billing-testkit/server/sandbox-settings";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@onekonsole/embedded-postgres";

const root = join(import.meta.dirname, "..", "..", "..");
const serverFolder = join(root, "apps", "billing-server");

/** A durable PostgreSQL, a sandbox and the built server, each where production has it. */
export interface BenchEnvironment extends AsyncDisposable {
  readonly database: EmbeddedPostgres;
  readonly sandbox: Sandbox;
  readonly billing: MeasuredProcess;
  /** Starts another server on the same database, with options for Node. */
  startBilling(nodeOptions: readonly string[]): Promise<MeasuredProcess>;
  /** Starts one of `baselines/`. */
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
  const env = {
    NODE_ENV: "production",
    ...sandboxSettings(sandbox, database.url),
  };
  const startBilling = (nodeOptions: readonly string[]) =>
    start({ args: [...nodeOptions, "dist/main.js"], cwd: serverFolder, env });
  return {
    database,
    sandbox,
    billing: await startBilling([]),
    startBilling,
    startBaseline: (name) =>
      start({
        // Run beside the server, whose libraries they are.
        args: ["--import", "tsx", join(root, "scripts", "bench", "baselines", `${name}.ts`)],
        cwd: serverFolder,
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
