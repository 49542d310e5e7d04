import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openServerClock } from "@onekonsole/billing-testkit/clock/server-clock";
import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import pg from "pg";
import { expect, test } from "vitest";

const hourMs = 3_600_000;

async function temporaryFile(stack: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "server-clock-"));
  stack.defer(() => rm(folder, { recursive: true }));
  return join(folder, "clock");
}

/** The hours by which an expression is ahead, in a new connection. */
async function hoursAhead(url: string, expression: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ hours: number }>(
      `select (extract(epoch from ${expression} - pg_catalog.now()) / 3600)::float as hours`,
    );
    return Math.round(rows[0]?.hours ?? Number.NaN);
  } finally {
    await client.end();
  }
}

test("the database and the file follow, column defaults and pg-boss included", async () => {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const file = await temporaryFile(stack);
  const clock = await openServerClock(database.url, file);
  expect(clock.offsetMs).toBe(0);
  expect(await hoursAhead(database.url, "now()")).toBe(0);

  await clock.move(3 * hourMs);
  expect(await hoursAhead(database.url, "now()")).toBe(3);
  expect(Number(await readFile(file, "utf8"))).toBe(3 * hourMs);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ default: string }>(
    `select distinct pg_get_expr(adbin, adrelid) as default from pg_attrdef
      where pg_get_expr(adbin, adrelid) like '%now()%'`,
  );
  await client.end();
  // Without a schema: it is the one that the search path finds first.
  expect(rows).toEqual([{ default: "now()" }]);
});

test("a database keeps its clock", async () => {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const first = await openServerClock(database.url, await temporaryFile(stack));
  await first.move(5 * hourMs);
  const file = await temporaryFile(stack);
  const second = await openServerClock(database.url, file);
  expect(second.offsetMs).toBe(5 * hourMs);
  expect(Number(await readFile(file, "utf8"))).toBe(5 * hourMs);
});
