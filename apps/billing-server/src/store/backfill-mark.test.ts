import { afterAll, beforeAll, expect, test } from "vitest";
import { openStoreUnderTest, type StoreUnderTest } from "../testing/store-under-test.ts";
import { createBackfillMark } from "./backfill-mark.ts";

let opened: StoreUnderTest;
beforeAll(async () => {
  opened = await openStoreUnderTest();
});
afterAll(() => opened[Symbol.asyncDispose]());

test("the mark moves on, never back, and never past the database's now", async () => {
  const { db, pool } = opened.database;
  const mark = createBackfillMark(db);
  await pool.query("update webhook_backfill set through = now() - interval '1 day'");
  const { through, now } = await mark.read();
  expect(now.getTime() - through.getTime()).toBeGreaterThanOrEqual(24 * 3600_000);

  const later = new Date(through.getTime() + 3600_000);
  await mark.advance(later);
  await mark.advance(through);
  expect((await mark.read()).through).toEqual(later);

  await pool.query("update webhook_backfill set through = now() + interval '2 days'");
  const healed = await mark.read();
  expect(healed.through).toEqual(healed.now);

  await pool.query("update webhook_backfill set through = $1", [later]);
  await mark.advance(new Date(now.getTime() + 2 * 24 * 3600_000));
  const after = await mark.read();
  expect(after.through.getTime()).toBeGreaterThanOrEqual(now.getTime());
  expect(after.through.getTime()).toBeLessThanOrEqual(after.now.getTime());
});
