import {
  createTestDatabase,
  type TestDatabase,
} from "@onekonsole/billing-testkit/database/test-database";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openDatabase } from "../store/database.ts";
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

/** The same limit on two replicas. */
const replicas = (name: string, perMinute: number) => {
  const [here, there] = pools.map((pool) => createRateLimit({ pool, name, perMinute }));
  if (!here || !there) throw new Error("There are two.");
  return [here, there] as const;
};

const minuteMs = 60_000;

/** A wait that ends with the minute. */
const aWait = expect.toSatisfy((ms: unknown) => Number(ms) > 0 && Number(ms) <= minuteMs);

describe("a limit", () => {
  test("is shared by all replicas, and then returns the time to wait", async () => {
    const [here, there] = replicas("shared", 4);
    const taken = [];
    for (const limit of [here, there, there, here]) taken.push(await limit.take("camille"));
    expect(taken).toEqual([null, null, null, null]);
    expect(await there.take("camille")).toEqual(aWait);
    expect(await here.take("camille")).toEqual(aWait);
  });

  test("admits exactly its number of concurrent requests", async () => {
    const [here, there] = replicas("rush", 10);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? here : there).take("camille")),
    );
    expect(answers.filter((it) => it === null)).toHaveLength(10);
    expect(answers.filter((it) => it !== null)).toEqual(Array.from({ length: 30 }, () => aWait));
  });

  test("is separate for every key and every name", async () => {
    const [here] = replicas("one", 1);
    const [elsewhere] = replicas("other", 1);
    expect(await here.take("camille")).toBeNull();
    expect(await here.take("jonas")).toBeNull();
    expect(await elsewhere.take("camille")).toBeNull();
    expect(await here.take("camille")).toEqual(aWait);
  });

  test("rejects a key over its limit without a query", async () => {
    const [here] = replicas("flood", 2);
    for (let turn = 0; turn < 3; turn += 1) await here.take("mallory");
    const query = vi.spyOn(pg.Client.prototype, "query");
    for (let turn = 0; turn < 100; turn += 1) expect(await here.take("mallory")).toEqual(aWait);
    expect(query).not.toHaveBeenCalled();
    query.mockRestore();
  });

  test("ends with its minute", async () => {
    const [here, there] = replicas("minute", 1);
    await here.take("camille");
    await pools[0].query("update rate_limits set expire = 0 where key like 'minute:%'");
    expect(await there.take("camille")).toBeNull();
  });

  test.each([
    ["of a subject's maximum length", "x".repeat(255)],
    ["longer than its column", "x".repeat(10_000)],
    ["that PostgreSQL cannot store", "a\u0000b"],
    ["with an invalid character", "\ud800"],
    ["that is empty", ""],
    ["that looks like a statement", "'); drop table orders; --"],
  ])("counts a key %s over all replicas as well", async (_, key) => {
    const [here, there] = replicas(`odd ${key.length}`, 2);
    expect([await here.take(key), await there.take(key)]).toEqual([null, null]);
    expect(await here.take(key)).toEqual(aWait);
    expect(await there.take(`${key}.`)).toBeNull();
  });
});

test("while the database is unavailable, each replica counts separately", async () => {
  const away = openDatabase({ url: "postgres://user@127.0.0.1:1/nowhere" });
  const limit = createRateLimit({ pool: away.pool, name: "away", perMinute: 2 });
  expect([await limit.take("camille"), await limit.take("camille")]).toEqual([null, null]);
  expect(await limit.take("camille")).toEqual(aWait);
  expect(await limit.take("jonas")).toBeNull();
  await away.close();
});
