import { openSilentLink } from "@onekonsole/billing-testkit/database/silent-link";
import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import pg from "pg";
import { describe, expect, test, vi } from "vitest";
import { listen } from "./listen.ts";

const channel = "order_changed";

/** Starts to listen; resolves once the connection listens. */
async function startListening(databaseUrl: string, pulseMs?: number) {
  const heard: string[] = [];
  const onReconnect = vi.fn();
  const onError = vi.fn();
  const onNotification = (payload: string) => void heard.push(payload);
  const stop = listen({
    databaseUrl,
    channel,
    onNotification,
    onReconnect,
    onError,
    ...(pulseMs && { pulseMs }),
  });
  await expect.poll(() => onReconnect.mock.calls.length).toBeGreaterThan(0);
  return { heard, onReconnect, onError, [Symbol.asyncDispose]: stop };
}

async function run(databaseUrl: string, text: string, values: string[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(text, values);
  } finally {
    await client.end();
  }
}
const notify = (databaseUrl: string, payload: string) =>
  run(databaseUrl, "select pg_notify($1, $2)", [channel, payload]);

describe("the listening connection", () => {
  test("receives every notification of its channel in order, and no others", async () => {
    await using database = await createTestDatabase();
    await using listening = await startListening(database.url);
    await notify(database.url, "one");
    await run(database.url, "select pg_notify('another', 'not this')");
    await notify(database.url, "two");
    await expect.poll(() => listening.heard).toEqual(["one", "two"]);
    expect(listening.onError).not.toHaveBeenCalled();
  });

  test("reconnects after it is closed, reports that, and receives later notifications", async () => {
    await using database = await createTestDatabase();
    await using listening = await startListening(database.url);
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'billing-waiters' and datname = current_database()`;
    await run(database.url, cut);
    await expect.poll(() => listening.onReconnect.mock.calls.length).toBe(2);
    expect(listening.onError).toHaveBeenCalledOnce();
    await notify(database.url, "after");
    await expect.poll(() => listening.heard).toEqual(["after"]);
  });

  test("is replaced when it stops responding, and receives later notifications", async () => {
    await using database = await createTestDatabase({ allowOpenConnections: true });
    await using link = await openSilentLink(database.url);
    await using listening = await startListening(link.url, 2_000);
    link.silence();
    await expect.poll(() => listening.onReconnect.mock.calls.length).toBeGreaterThan(1);
    expect(listening.onError.mock.calls[0]?.[0]).toMatchObject({ code: "ETIMEDOUT" });
    await expect
      .poll(async () => {
        await notify(database.url, "after");
        return listening.heard;
      })
      .toContain("after");
  });

  test("can be ended while it does not respond", async () => {
    await using database = await createTestDatabase({ allowOpenConnections: true });
    await using link = await openSilentLink(database.url);
    const listening = await startListening(link.url, 500);
    link.silence();
    await expect(listening[Symbol.asyncDispose]()).resolves.toBeUndefined();
  });

  test("leaves nothing open after its end", async () => {
    // Disposing of the database fails if a connection is still open.
    await using database = await createTestDatabase();
    const listening = await startListening(database.url);
    await listening[Symbol.asyncDispose]();
    expect(listening.onError).not.toHaveBeenCalled();
  });

  test("retries while the server does not respond, until it is ended", async () => {
    const onError = vi.fn();
    const onReconnect = vi.fn();
    // Nothing listens on the discard port.
    const databaseUrl = "postgres://billing@127.0.0.1:9/billing";
    const stop = listen({
      databaseUrl,
      channel,
      onNotification: () => undefined,
      onReconnect,
      onError,
    });
    await expect.poll(() => onError.mock.calls.length).toBeGreaterThan(1);
    await stop();
    expect(onReconnect).not.toHaveBeenCalled();
  });
});
