import { type Sandbox, type SandboxOptions, startSandbox } from "@onekonsole/billing-sandbox";
import { createTestDatabase } from "../database/test-database.ts";
import { type BillingProcess, startBillingProcess } from "./billing-process.ts";

export interface FlowEnvironment extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly databaseUrl: string;
  /** Starts another server with the same database, PayPal and web-order. */
  startServer(settings?: Readonly<Record<string, string>>): Promise<BillingProcess>;
}

/** A database and a sandbox for one test, and the servers that use them. */
export async function startFlowEnvironment(options: SandboxOptions = {}): Promise<FlowEnvironment> {
  const stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase({ allowOpenConnections: true }));
  const sandbox = stack.use(await startSandbox(options));
  return {
    sandbox,
    databaseUrl: database.url,
    startServer: async (settings = {}) =>
      stack.use(await startBillingProcess({ sandbox, databaseUrl: database.url, settings })),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
