import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, type SandboxOptions, startSandbox } from "@onekonsole/billing-sandbox";
import { openServerClock, type ServerClock } from "../clock/server-clock.ts";
import { createTestDatabase, type TestDatabase } from "../database/test-database.ts";
import { type BillingProcess, startBillingProcess } from "./billing-process.ts";

export interface FlowOptions extends SandboxOptions {
  /** Has the servers and the database follow the sandbox's clock; they keep real time by default. */
  readonly movesClock?: boolean;
}

export interface FlowEnvironment extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly databaseUrl: string;
  /** Starts another server with the same database, PayPal and web-order. */
  startServer(settings?: Readonly<Record<string, string>>): Promise<BillingProcess>;
}

/** A database and a sandbox for one test, and the servers that use them. */
export async function startFlowEnvironment({
  movesClock = false,
  ...options
}: FlowOptions = {}): Promise<FlowEnvironment> {
  const stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase({ allowOpenConnections: true }));
  const sandbox = stack.use(await startSandbox(options));
  const clock = movesClock ? await openClock(stack, database) : undefined;
  if (clock) sandbox.paypal.clock.follow(clock.move);
  return {
    sandbox,
    databaseUrl: database.url,
    startServer: async (settings = {}) =>
      stack.use(
        await startBillingProcess({
          sandbox,
          databaseUrl: database.url,
          settings,
          ...(clock ? { clock } : {}),
        }),
      ),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

async function openClock(stack: AsyncDisposableStack, { url }: TestDatabase): Promise<ServerClock> {
  const folder = await mkdtemp(join(tmpdir(), "server-clock-"));
  stack.defer(() => rm(folder, { recursive: true }));
  return openServerClock(url, join(folder, "clock"));
}
