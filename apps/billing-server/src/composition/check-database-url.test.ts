import { startPooler } from "@onekonsole/billing-testkit/database/pooler";
import {
  createTestDatabase,
  type TestDatabase,
} from "@onekonsole/billing-testkit/database/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ConfigError } from "../config/read-config.ts";
import { captureLog } from "../testing/captured-log.ts";
import { checkDatabaseUrl } from "./check-database-url.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ allowOpenConnections: true });
});
afterAll(() => database[Symbol.asyncDispose]());

test("a database on this machine causes no warning", async () => {
  const { log, lines } = captureLog();
  await checkDatabaseUrl({ databaseUrl: database.url, log });
  expect(lines).toEqual([]);
});

test("a remote one without TLS causes a warning without the password", async () => {
  const { log, lines } = captureLog();
  // The same server by an address other than loopback.
  const remote = new URL(database.url);
  remote.hostname = "0.0.0.0";
  await checkDatabaseUrl({ databaseUrl: remote.href, log });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: 40,
    host: "0.0.0.0",
    msg: expect.stringMatching(/not encrypted: set sslmode=verify-full in database_url/),
  });
  expect(lines[0]).not.toContain(remote.password);
});

test("a pooler that keeps no session is rejected with a remedy", async () => {
  await using pooler = await startPooler(database.url, { transactionMode: true });
  const { log } = captureLog();
  await expect(checkDatabaseUrl({ databaseUrl: pooler.url, log })).rejects.toThrow(
    new ConfigError([
      "database_url connects to a pooler that does not keep sessions: set the pooler to session mode " +
        "(PgBouncer: pool_mode = session), or connect to PostgreSQL directly",
    ]),
  );
});
