import { Hono } from "hono";
import { describe, expect, test, vi } from "vitest";
import { createMetrics } from "../metrics/create-metrics.ts";
import type { GaugeSources } from "../metrics/state-gauges.ts";
import { closedBreaker } from "../testing/closed-breaker.ts";
import { rawRequest } from "../testing/raw-request.ts";
import { serveApp } from "../testing/served-app.ts";
import type { AppEnvironment } from "./app-environment.ts";
import { addProbes } from "./probes.ts";

const measured = (changes: Partial<GaugeSources> = {}): GaugeSources => ({
  breakers: {
    paypal: closedBreaker,
    web_order: { ...closedBreaker, state: "half_open" },
  },
  waiters: { size: 0 },
  money: async () => [
    {
      currency: "EUR",
      captured: 10_100n,
      provisioned: 6_900n,
      refunded: 2_100n,
      reversed: 400n,
      inProgress: 700n,
      unaccounted: 0n,
      faults: 0,
      faulty: [],
    },
  ],
  states: async () => [{ state: "approved", orders: 3, oldestSeconds: 9 }],
  disputed: async () => 1,
  merchantHeld: async () => 0,
  oldestRefundSeconds: async () => 61.5,
  unmatchedPayments: async () => ({ stray: 0, lost: 0 }),
  audit: async () => ({
    foldedAt: new Date("2026-03-01T10:00:00Z"),
    completedAt: new Date("2026-03-01T10:00:00Z"),
    wrongTotals: 0,
    wrongOrders: 0,
  }),
  dispatches: async () => ({ oldestSeconds: 40, disabled: 1 }),
  readThrough: async () => new Date("2026-03-01T10:00:00Z"),
  ...changes,
});

function createMeasured(changes: Partial<GaugeSources> = {}) {
  const metrics = createMetrics();
  metrics.measure(measured(changes));
  return metrics;
}

describe("GET /metrics", () => {
  test("has every metric in Prometheus' text format", async () => {
    await using app = await serveApp({ metrics: createMeasured() });
    const response = await fetch(`${app.url}/metrics`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    for (const line of [
      'billing_breaker_open{upstream="paypal"} 0',
      'billing_breaker_open{upstream="web_order"} 1',
      "billing_waiters 0",
      'billing_orders{state="approved"} 3',
      "billing_disputed_orders 1",
      "billing_merchant_held_orders 0",
      "billing_oldest_refund_seconds 61.5",
      'billing_money_minor_units{currency="EUR",place="captured"} 10100',
      'billing_money_minor_units{currency="EUR",place="unaccounted"} 0',
    ])
      expect(text.split("\n")).toContain(line);
  });

  test("omits a state without orders", async () => {
    const counts = [
      [{ state: "approved", orders: 3, oldestSeconds: 9 }],
      [{ state: "captured", orders: 1, oldestSeconds: 9 }],
    ];
    const states = async () => counts.shift() ?? [];
    await using app = await serveApp({ metrics: createMeasured({ states }) });
    await fetch(`${app.url}/metrics`);
    const text = await (await fetch(`${app.url}/metrics`)).text();
    expect(text).toContain('billing_orders{state="captured"} 1');
    expect(text).not.toContain('state="approved"');
  });
});

test("metrics are not available through a proxy", async () => {
  const text = vi.fn(async () => "billing_money_minor_units 1");
  await using app = await serveApp({ metrics: { ...createMeasured(), text } });
  for (const from of ["203.0.113.7", "", "unknown, 10.0.0.1"]) {
    const response = await fetch(`${app.url}/metrics`, { headers: { "x-forwarded-for": from } });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "not_found" });
  }
  expect(text).not.toHaveBeenCalled();
});

describe.each(["/metrics", "/readyz"])("concurrent requests for %s", (path) => {
  /** The probes in process, where all requests have arrived once the last has. */
  function serveProbes(look: () => Promise<void>) {
    const app = new Hono<AppEnvironment>();
    const metrics = { ...createMeasured(), text: async () => look().then(() => "") };
    addProbes(app, { metrics, checkReady: async () => look().then(() => ({})) });
    app.onError((_, context) => context.body(null, 503));
    return async () => (await app.request(path)).status;
  }

  test("cost one check, and later ones another", async () => {
    const waiting = Promise.withResolvers<void>();
    const look = vi.fn(() => waiting.promise);
    const ask = serveProbes(look);
    const requested = Array.from({ length: 50 }, ask);
    waiting.resolve();
    expect(new Set(await Promise.all(requested))).toEqual(new Set([200]));
    expect(look).toHaveBeenCalledTimes(1);
    expect(await ask()).toBe(200);
    expect(look).toHaveBeenCalledTimes(2);
  });

  test("recover after a check that failed", async () => {
    const look = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error("away"));
    const ask = serveProbes(look.mockResolvedValue());
    expect([await ask(), await ask()]).toEqual([503, 200]);
  });
});

describe("GET /readyz", () => {
  test("shows the breakers' states, and is ready regardless", async () => {
    const checkReady = async () => ({ paypal: "open", web_order: "closed" });
    await using app = await serveApp({ checkReady });
    const response = await fetch(`${app.url}/readyz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok", paypal: "open", web_order: "closed" });
  });
});

test("a GET with a chunked body is handled like any other", async () => {
  await using app = await serveApp();
  for (const path of ["/livez", "/order/prices"]) {
    const answer = await rawRequest(
      app.server.port,
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n`,
      "2\r\n{}\r\n0\r\n\r\n",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  }
});
