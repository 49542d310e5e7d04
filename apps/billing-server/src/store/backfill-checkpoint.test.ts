import { afterAll, beforeAll, expect, test } from "vitest";
import { openStoreUnderTest, type StoreUnderTest } from "../testing/store-under-test.ts";
import { createBackfillCheckpoint } from "./backfill-checkpoint.ts";

let opened: StoreUnderTest;
beforeAll(async () => {
  opened = await openStoreUnderTest();
});
afterAll(() => opened[Symbol.asyncDispose]());

test("the checkpoint moves forward, never back, and never past the database's clock", async () => {
  const { db, pool } = opened.database;
  const checkpoint = createBackfillCheckpoint(db);
  await pool.query("update webhook_backfill set through = now() - interval '1 day'");
  const { through, now } = await checkpoint.read();
  expect(now.getTime() - through.getTime()).toBeGreaterThanOrEqual(24 * 3600_000);

  const later = new Date(through.getTime() + 3600_000);
  await checkpoint.advance(later);
  await checkpoint.advance(through);
  expect((await checkpoint.read()).through).toEqual(later);

  await pool.query("update webhook_backfill set through = now() + interval '2 days'");
  const healed = await checkpoint.read();
  expect(healed.through).toEqual(healed.now);

  await pool.query("update webhook_backfill set through = $1", [later]);
  await checkpoint.advance(new Date(now.getTime() + 2 * 24 * 3600_000));
  const after = await checkpoint.read();
  expect(after.through.getTime()).toBeGreaterThanOrEqual(now.getTime());
  expect(after.through.getTime()).toBeLessThanOrEqual(after.now.getTime());
});
