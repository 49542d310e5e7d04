import { AsyncLocalStorage } from "node:async_hooks";
import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import { sql } from "kysely";
import { expect, test } from "vitest";
import type { NewSpan, Tracer } from "../ports/tracer.ts";
import { openDatabase } from "./database.ts";

interface Told {
  readonly span: NewSpan;
  readonly within: string | undefined;
  failed: boolean;
}

/** Records each statement and the caller for which it ran. */
function notingTracer() {
  const told: Told[] = [];
  const running = new AsyncLocalStorage<string>();
  const tracer: Tracer = {
    traceParent: () => null,
    span: async (span, work) => {
      const note: Told = { span, within: running.getStore(), failed: false };
      told.push(note);
      try {
        return await work({ add: () => {}, rename: () => {}, fail: () => {} });
      } catch (error) {
        note.failed = true;
        throw error;
      }
    },
  };
  return { told, running, tracer };
}

async function openTraced(maxConnections: number) {
  const { told, running, tracer } = notingTracer();
  const testDatabase = await createTestDatabase();
  const database = openDatabase({ url: testDatabase.url, maxConnections, tracer });
  return {
    told,
    running,
    ...database,
    [Symbol.asyncDispose]: async () => {
      await database.close();
      await testDatabase[Symbol.asyncDispose]();
    },
  };
}

test("each statement is recorded once, with its text and without its values", async () => {
  await using traced = await openTraced(2);
  const { db, pool, told } = traced;
  await pool.query("select $1::text as it", ["a secret"]);
  await pool.query({ name: "prepared", text: "select\n  $1::text as it", values: ["a secret"] });
  await sql`with a as (insert into reconciliations values (now(), now(), 1, ${"a secret"}, '')) select 1`.execute(
    db,
  );
  await db.transaction().execute((trx) => sql`select ${"a secret"}::text`.execute(trx));
  expect(told.map(({ span }) => span.name)).toEqual([
    "SQL select",
    "SQL select",
    "SQL insert",
    "SQL begin",
    "SQL select",
    "SQL commit",
  ]);
  expect(told[1]?.span).toMatchObject({
    kind: "client",
    fields: { "db.system.name": "postgresql", "db.query.text": "select $1::text as it" },
  });
  expect(JSON.stringify(told)).not.toContain("a secret");
});

test("a failed statement is recorded as failed, and rejects as before", async () => {
  await using traced = await openTraced(1);
  const { db, pool, told } = traced;
  await expect(pool.query("select nothing_of_that_name")).rejects.toMatchObject({ code: "42703" });
  await expect(sql`select no_such_column`.execute(db)).rejects.toMatchObject({ code: "42703" });
  expect(told.map(({ failed }) => failed)).toEqual([true, true]);
});

test("statements that wait for a connection are recorded for their own caller", async () => {
  await using traced = await openTraced(1);
  const { db, pool, told, running } = traced;
  const callers = ["a", "b", "c", "d", "e", "f"];
  await Promise.all(
    callers.map((caller, index) =>
      running.run(caller, async () => {
        if (index % 2 === 0) await pool.query(`select '${caller}'`);
        else await sql.raw(`select '${caller}'`).execute(db);
      }),
    ),
  );
  const texts = told.map(({ within, span }) => `${within}: ${span.fields?.["db.query.text"]}`);
  expect(texts.toSorted()).toEqual(callers.map((caller) => `${caller}: select '${caller}'`));
});
