import { createBillingClient } from "@onekonsole/billing-client";
import { openSilentLink } from "@onekonsole/billing-testkit/database/silent-link";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMemoryStore } from "../testing/memory-store.ts";
import { sampleOrder } from "../testing/sample-order.ts";
import { serveApp } from "../testing/served-app.ts";
import { createWaiterRegistry } from "../waiters/registry.ts";

const order = sampleOrder();
const id = order.paypalOrderId;

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

/** Waits in real time; the faked timers do not advance. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

test("an idle stream carries a ping every 15 s, and names the client's time to reconnect", async () => {
  await using app = await serveApp({ store: createMemoryStore(order) });
  const leaving = new AbortController();
  const input = encodeURIComponent(JSON.stringify({ order_id: id }));
  const response = await fetch(`${app.url}/trpc/order.watch?input=${input}`, {
    signal: leaving.signal,
  });
  let text = "";
  const reading = (async () => {
    for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk);
  })().catch(() => undefined);
  await until(() => text.includes("awaiting_approval"));
  expect(text).toMatch(/^event: connected\ndata: {"reconnectAfterInactivityMs":40000}\n/);
  const pings = () => text.split("\n\nevent: ping\ndata: \n\n\n").length - 1;
  for (const expected of [1, 2]) {
    await vi.advanceTimersByTimeAsync(14_999);
    expect(pings()).toBe(expected - 1);
    await vi.advanceTimersByTimeAsync(1);
    await until(() => pings() === expected);
  }
  leaving.abort();
  await reading;
});

test("a client behind a dead network path reconnects after 40 s and misses no event", async () => {
  const store = createMemoryStore(order);
  const waiters = createWaiterRegistry();
  await using app = await serveApp({ store, waiters });
  await using link = await openSilentLink(app.url);
  const states: string[] = [];
  const leaving = new AbortController();
  const settled = createBillingClient({ url: link.url })
    .waitUntilSettled(id, {
      signal: leaving.signal,
      onUpdate: ({ state }) => states.push(state),
    })
    .catch(() => undefined);
  await until(() => states.length === 1);
  link.silence();
  await store.apply(store.row(order), { type: "payer_approved" }, { by: "approve" });
  waiters.wake(order.id);
  await vi.advanceTimersByTimeAsync(39_000);
  expect(states).toEqual(["awaiting_approval"]);
  await vi.advanceTimersByTimeAsync(1_001);
  await until(() => states.length === 2);
  expect(states).toEqual(["awaiting_approval", "approved"]);
  leaving.abort();
  await settled;
});
