import { type Sandbox, startSandbox } from "@onekonsole/billing-sandbox";
import { type BillingProcess, startBillingProcess } from "../billing-process.ts";
import { createTestDatabase } from "../database.ts";

export interface Surroundings extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly databaseUrl: string;
  /** Starts one more server on the same database, PayPal and web-order. */
  startServer(settings?: Readonly<Record<string, string>>): Promise<BillingProcess>;
}

/** A database and a sandbox of one test's own, and the servers started on them. */
export async function startSurroundings(): Promise<Surroundings> {
  const stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase({ allowOpenConnections: true }));
  const sandbox = stack.use(await startSandbox());
  return {
    sandbox,
    databaseUrl: database.url,
    startServer: async (settings = {}) =>
      stack.use(await startBillingProcess({ sandbox, databaseUrl: database.url, settings })),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
