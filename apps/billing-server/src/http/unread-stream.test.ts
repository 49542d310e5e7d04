import { connect, type Socket } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import type { AuditEvent } from "../domain/audit-event.ts";
import { userCaller } from "../testing/callers.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { sampleOrder } from "../testing/sample-order.ts";
import { ingressAccess, type ServedApp, serveApp } from "../testing/served-app.ts";
import { createWaiterRegistry } from "../waiters/registry.ts";

const order = sampleOrder();
const input = encodeURIComponent(JSON.stringify({ order_id: order.paypalOrderId }));
const path = `/trpc/order.watch?input=${input}`;

// 60 MB, more than the operating system buffers for a client that does not read.
const step = { event: "created", state: "awaiting_approval", at: new Date() } as const;
const manySteps: readonly AuditEvent[] = Array.from({ length: 60_000 }, (_, index) => ({
  ...step,
  version: index + 1,
  problem: "x".repeat(1_000),
}));

interface Parts {
  readonly maxUnreadMs?: number;
  readonly tokenLifeMs?: number;
}

interface Watched {
  readonly app: ServedApp;
  /** A watcher that sent its request and does not read. */
  readonly socket: Socket;
}

const opened: { app?: ServedApp; socket?: Socket } = {};
afterEach(async () => {
  opened.socket?.destroy();
  await opened.app?.[Symbol.asyncDispose]();
});

/** An application that allows one stream per user, and the running stream. */
async function watchUnread(parts: Parts): Promise<Watched> {
  const { maxUnreadMs = 600_000, tokenLifeMs = 600_000 } = parts;
  const expiresAt = new Date(Date.now() + tokenLifeMs);
  const caller = userCaller(order.details.user_id, { expiresAt });
  const authenticator = { authenticate: async () => caller };
  const waiters = createWaiterRegistry({ limitPerOwner: 1 });
  const watch = vi.spyOn(waiters, "watch");
  const app = await serveApp({
    store: { ...createMemoryStore(order), auditEventsSince: async () => manySteps },
    waiters,
    accessControl: {
      ...ingressAccess,
      authenticationAndLimits: { ...ingressAccess.authenticationAndLimits, authenticator },
    },
    connections: { maxInProgress: 16, maxUnreadMs, checkEveryMs: 20 },
  });
  const socket = connect(app.server.port, "127.0.0.1").pause();
  Object.assign(opened, { app, socket });
  socket.on("error", () => undefined);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
  await expect.poll(() => watch.mock.calls.length).toBe(1);
  return { app, socket };
}

/** The first event of another watcher: an audit event, or the rejection of one stream too many. */
async function firstEvent({ url }: ServedApp): Promise<string> {
  const leaving = new AbortController();
  const { body } = await fetch(url + path, { signal: leaving.signal });
  let text = "";
  for await (const chunk of body ?? []) {
    text += new TextDecoder().decode(chunk);
    if (/awaiting_approval|billing_code/.test(text)) break;
  }
  leaving.abort();
  return /too_many_requests|awaiting_approval|service_unavailable/.exec(text)?.[0] ?? text;
}

test("a stream that is never read keeps its slot until its end", async () => {
  const { app } = await watchUnread({});
  for (let turn = 0; turn < 20; turn += 1) expect(await firstEvent(app)).toBe("too_many_requests");
});

test("a write that is blocked for too long ends its stream and releases its slot", async () => {
  const { app, socket } = await watchUnread({ maxUnreadMs: 200 });
  await expect.poll(() => firstEvent(app)).toBe("awaiting_approval");
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.resume();
  await closed;
});

test("a token that expires during a blocked write lets no later event out", async () => {
  const { socket } = await watchUnread({ tokenLifeMs: 300 });
  const endedAt = Date.now() + 300;
  await expect.poll(() => Date.now()).toBeGreaterThan(endedAt);
  let text = "";
  socket.on("data", (chunk) => (text = `${text.slice(-5_000)}${String(chunk)}`)).resume();
  await expect.poll(() => text).toContain("serialized-error");
  expect(text).toContain("service_unavailable");
  const last = Math.max(...[...text.matchAll(/id: (\d+)/g)].map(([, id]) => Number(id)));
  expect(last).toBeLessThan(manySteps.length);
});
