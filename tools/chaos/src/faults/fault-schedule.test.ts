import {
  PayPalSandbox,
  type Sandbox,
  seededRandom,
  WebOrderSandbox,
} from "@onekonsole/billing-sandbox";
import type { RestartableDatabase } from "@onekonsole/billing-testkit/database/restartable-database";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Replica } from "../service/replica.ts";
import { startFaultSchedule } from "./fault-schedule.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start(customers = 40) {
  const paypal = new PayPalSandbox({ url: "http://paypal.example" });
  const webOrder = new WebOrderSandbox({ url: "http://web-order.example/order" });
  const database = {
    stop: vi.fn<() => Promise<void>>(() => Promise.resolve()),
    start: vi.fn<() => Promise<void>>(() => Promise.resolve()),
  };
  const replica = {
    kill: vi.fn<Replica["kill"]>(() => Promise.resolve()),
    restart: vi.fn<Replica["restart"]>(() => Promise.resolve()),
    freeze: vi.fn<Replica["freeze"]>(() => Promise.resolve()),
    ready: vi.fn<Replica["ready"]>(() => Promise.resolve()),
  };
  let progress = 0;
  const schedule = startFaultSchedule({
    sandbox: { paypal, webOrder } as unknown as Sandbox,
    database: database as unknown as RestartableDatabase,
    replicas: [replica as unknown as Replica],
    random: seededRandom(7),
    progress: () => progress,
    customers,
    databaseRestarts: 1,
    kills: 2,
  });
  return {
    paypal,
    webOrder,
    database,
    replica,
    schedule,
    advance: async (ms: number, to = progress) => {
      progress = to;
      await vi.advanceTimersByTimeAsync(ms);
    },
    heal: async () => {
      const healing = schedule.heal();
      await vi.advanceTimersByTimeAsync(60_000);
      await healing;
    },
  };
}

const total = (injected: ReadonlyMap<string, number>) =>
  [...injected.values()].reduce((sum, count) => sum + count, 0);

test("injects the planned faults as the run progresses, each once", async () => {
  const { advance, schedule, database, replica, heal } = start();
  await advance(900);
  expect(total(schedule.injected)).toBe(0);
  await advance(90, 1);
  await advance(200);
  expect(schedule.injected.get("kill -9")).toBe(2);
  expect(schedule.injected.get("database restart")).toBe(1);
  expect(replica.kill).toHaveBeenCalledTimes(2);
  await heal();
  expect(database.stop).toHaveBeenCalledOnce();
  expect(database.start).toHaveBeenCalledOnce();
});

test("injects a random fault every one to four seconds, and of each kind in time", async () => {
  const { advance, schedule, heal } = start();
  await advance(100_000);
  expect(total(schedule.injected)).toBeGreaterThanOrEqual(25);
  expect(total(schedule.injected)).toBeLessThanOrEqual(100);
  await advance(1_000_000);
  expect(schedule.injected.size).toBe(10);
  await heal();
});

test("injects a third as often in a long run", async () => {
  const { advance, schedule, heal } = start(100_000);
  await advance(100_000);
  expect(total(schedule.injected)).toBeLessThanOrEqual(33);
  expect(total(schedule.injected)).toBeGreaterThanOrEqual(8);
  await heal();
});

test("heals: no fault is left or injected afterwards, and every replica serves", async () => {
  const { advance, heal, schedule, paypal, webOrder, replica } = start();
  await advance(30_000, 0.5);
  expect(paypal.webhooks.deliveryFaults.dropRate).toBeGreaterThan(0);
  expect(replica.ready).not.toHaveBeenCalled();
  await heal();
  expect(replica.ready).toHaveBeenCalledOnce();
  expect(paypal.outage.kind ?? webOrder.outage.kind).toBeUndefined();
  expect([webOrder.paypalLink, webOrder.isProvisionerReachable]).toEqual(["up", true]);
  expect(paypal.webhooks.deliveryFaults.dropRate).toBe(0);
  const faults = Array.from({ length: 500 }, () => paypal.faults.take("orders.get"));
  expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
  const healed = total(schedule.injected);
  await advance(60_000, 1);
  expect(total(schedule.injected)).toBe(healed);
});

test("healing waits for a fault that is not over", async () => {
  const { advance, schedule, replica } = start();
  let thaw = () => undefined as void;
  replica.kill.mockReturnValue(new Promise<void>((resolve) => (thaw = resolve)));
  await advance(200, 1);
  let isHealed = false;
  const healing = schedule.heal().then(() => (isHealed = true));
  await advance(60_000);
  expect(isHealed).toBe(false);
  thaw();
  await healing;
  expect(isHealed).toBe(true);
});
