import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import { PgBoss } from "pg-boss";
import { pino } from "pino";
import { afterEach, describe, expect, test, vi } from "vitest";
import { readConfig } from "../config/read-config.ts";
import type { RuntimeSettings } from "./runtime-settings.ts";
import { startBilling } from "./start-billing.ts";

// Nothing listens there; the start does not need the upstreams.
const nowhere = "http://127.0.0.1:1";

const settingsFor = (databaseUrl: string, changes: Partial<RuntimeSettings> = {}) => ({
  config: { ...readConfig({}), port: 0, host: "127.0.0.1" },
  paypal: { clientId: "i", clientSecret: "s", baseUrl: nowhere, environment: "sandbox" as const },
  webOrderUrl: nowhere,
  databaseUrl,
  log: pino({ level: "silent" }),
  ...changes,
});

/** The stop of the job queue fails after it has ended. */
function failJobQueueStop(): void {
  const { stop } = PgBoss.prototype;
  vi.spyOn(PgBoss.prototype, "stop").mockImplementation(async function (this: PgBoss, ...options) {
    await stop.apply(this, options);
    throw new Error("The job queue cannot stop.");
  });
}

afterEach(() => void vi.restoreAllMocks());

/** A port that is in use. */
async function occupyPort(): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}

// A test database rejects its disposal while connections are open.
describe("a start that fails", () => {
  test("closes the database if a later part cannot be composed", async () => {
    await using database = await createTestDatabase();
    const settings = settingsFor(database.url, { webOrderUrl: "not a URL" });
    await expect(startBilling(settings)).rejects.toThrow("Invalid URL");
  });

  test("reports its own error, also if closing fails", async () => {
    await using database = await createTestDatabase();
    await using occupied = await occupyPort();
    failJobQueueStop();
    const settings = settingsFor(database.url);
    const config = { ...settings.config, port: occupied.port };
    await expect(startBilling({ ...settings, config })).rejects.toThrow("EADDRINUSE");
  });
});

test("a stop closes everything else if the job queue cannot stop", async () => {
  await using database = await createTestDatabase();
  failJobQueueStop();
  const billing = await startBilling(settingsFor(database.url));
  await expect(billing.stop()).rejects.toThrow("The job queue cannot stop.");
  await expect(fetch(`http://127.0.0.1:${billing.port}/healthz`)).rejects.toThrow("fetch failed");
});
