import {
  createTestDatabase,
  type TestDatabase,
} from "@onekonsole/billing-testkit/database/test-database";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { BatchedRateLimit } from "../ports/rate-limit.ts";
import { openDatabase } from "../store/database.ts";
import { createBatchedLimit } from "./batched-limit.ts";
import { createRateLimit } from "./rate-limit.ts";

let database: TestDatabase;
let pools: [pg.Pool, pg.Pool];
let closings: (() => Promise<void>)[];
beforeAll(async () => {
  database = await createTestDatabase();
  const [one, other] = [openDatabase({ url: database.url }), openDatabase({ url: database.url })];
  pools = [one.pool, other.pool];
  closings = [one.close, other.close];
});
afterAll(async () => {
  for (const close of closings) await close();
  await database[Symbol.asyncDispose]();
});

const exchangeMs = 5;

/** The same limit on two replicas. */
const replicas = (name: string, perMinute: number): [BatchedRateLimit, BatchedRateLimit] => [
  createBatchedLimit({ pool: pools[0], name, perMinute, exchangeMs }),
  createBatchedLimit({ pool: pools[1], name, perMinute, exchangeMs }),
];

const readPoints = async (key: string): Promise<number | undefined> => {
  const { rows } = await pools[0].query<{ points: number }>(
    "select points from rate_limits where key = $1",
    [key],
  );
  return rows[0]?.points;
};

/** The number of these requests that were within the limit. */
const granted = (limit: BatchedRateLimit, key: string, turns: number): number =>
  Array.from({ length: turns }, () => limit.take(key)).filter((it) => it === null).length;

const aWait = expect.toSatisfy((ms: unknown) => Number(ms) > 0 && Number(ms) <= 60_000);

describe("a limit that is counted in batches", () => {
  test("is exact in one process, and then returns the time to wait", () => {
    const [here] = replicas("exact", 10);
    expect(granted(here, "203.0.113.7", 40)).toBe(10);
    expect(here.take("203.0.113.7")).toEqual(aWait);
    expect(here.take("203.0.113.8")).toBeNull();
  });

  test("is shared by all replicas once they have exchanged their counts", async () => {
    const [here, there] = replicas("shared", 10);
    expect(granted(here, "a", 6)).toBe(6);
    expect(granted(there, "a", 6)).toBe(6);
    await expect.poll(() => readPoints("shared:a")).toBe(12);
    await expect.poll(() => there.take("a")).toEqual(aWait);
    // The other replica gets the count with its next exchange.
    await expect.poll(() => here.take("a")).toEqual(aWait);
  });

  test("equals a limit that is counted one by one", async () => {
    const [here] = replicas("mixed", 10);
    const oneByOne = createRateLimit({ pool: pools[1], name: "mixed", perMinute: 10 });
    for (let turn = 0; turn < 9; turn += 1) expect(await oneByOne.take("a")).toBeNull();
    expect(here.take("a")).toBeNull();
    await expect.poll(() => here.take("a")).toEqual(aWait);
    expect(await oneByOne.take("a")).toEqual(aWait);
  });

  test("costs one statement for many requests of many keys, and none for those over it", async () => {
    const [here] = replicas("many", 3);
    const query = vi.spyOn(pools[0], "query");
    for (let key = 0; key < 500; key += 1) granted(here, `key ${key}`, 2);
    await expect.poll(() => readPoints("many:key 499")).toBe(2);
    const ours = query.mock.calls.filter(([text]) => text.includes("insert into"));
    expect(ours).toHaveLength(1);
    query.mockRestore();
  });

  test("does not make replicas wait for each other's rows", async () => {
    const [here, there] = replicas("order", 1_000);
    const keys = Array.from({ length: 300 }, (_, index) => `key ${index}`);
    for (let round = 0; round < 20; round += 1) {
      for (const key of keys) here.take(key);
      for (const key of keys.toReversed()) there.take(key);
      await new Promise((resolve) => setTimeout(resolve, exchangeMs));
    }
    await expect.poll(() => readPoints("order:key 7")).toBe(40);
  });

  test("ends with its minute, on all replicas", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const [here, there] = replicas("minute", 2);
    expect(granted(here, "a", 3)).toBe(2);
    await expect.poll(() => readPoints("minute:a")).toBe(2);
    vi.setSystemTime(Date.now() + 60_001);
    expect(granted(there, "a", 3)).toBe(2);
    await expect.poll(() => readPoints("minute:a")).toBe(2);
    expect(granted(here, "a", 1)).toBe(1);
    await expect.poll(() => readPoints("minute:a")).toBe(3);
    vi.useRealTimers();
  });

  test.each([
    ["that PostgreSQL cannot store", "a\u0000b"],
    ["longer than its column", "x".repeat(10_000)],
    ["that looks like a statement", "'); drop table orders; --"],
  ])("counts a key %s over all replicas as well", async (_, key) => {
    const [here, there] = replicas(`odd ${key.length}`, 1);
    expect(here.take(key)).toBeNull();
    await expect.poll(() => there.take(key)).toEqual(aWait);
  });
});

test("while the database is unavailable, each replica counts separately", async () => {
  const away = openDatabase({ url: "postgres://user@127.0.0.1:1/nowhere" });
  const limit = createBatchedLimit({ pool: away.pool, name: "away", perMinute: 2, exchangeMs });
  expect(granted(limit, "a", 3)).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 10 * exchangeMs));
  expect(limit.take("a")).toEqual(aWait);
  expect(limit.take("b")).toBeNull();
  await away.close();
});
