import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import { type Migration, Migrator } from "kysely/migration";
import { describe, expect, test } from "vitest";
import { type DatabaseConnection, openDatabase } from "./database.ts";

// During a rollout, servers of the last release run their statements on today's schema.

/** The latest migration of the last release. */
const releasedMigration = "0023-receipts";

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly has_default: boolean;
}

/** What the statements of the last release cannot do on today's schema, one line for each column. */
function findIncompatible(before: readonly Column[], after: readonly Column[]): readonly string[] {
  const tableOf = ({ name }: Column) => name.split(".")[0];
  const tables = new Set(before.map(tableOf));
  const known = new Map(before.map((column) => [column.name, column]));
  const now = new Map(after.map((column) => [column.name, column]));
  return [
    ...before.flatMap(({ name, type, nullable }) => {
      const column = now.get(name);
      if (!column) return [`${name} is removed`];
      if (column.type !== type) return [`${name} is ${column.type} instead of ${type}`];
      return nullable && !column.nullable ? [`${name} must not be null any more`] : [];
    }),
    ...after
      .filter((column) => tables.has(tableOf(column)) && !known.has(column.name))
      .filter(({ nullable, has_default }) => !nullable && !has_default)
      .map(({ name }) => `${name} is new and required`),
  ];
}

async function readColumns({ pool }: Pick<DatabaseConnection, "pool">): Promise<readonly Column[]> {
  const { rows } = await pool.query<Column>(
    `select table_name || '.' || column_name as name, data_type as type, is_nullable = 'YES' as nullable,
            column_default is not null or is_identity = 'YES' or is_generated = 'ALWAYS' as has_default
       from information_schema.columns where table_schema = 'public' order by 1`,
  );
  return rows;
}

async function releasedMigrations(): Promise<Record<string, Migration>> {
  const files = readdirSync(join(import.meta.dirname, "migrations"));
  const names = files.map((file) => file.replace(/\.ts$/, ""));
  const released = names.filter((name) => name <= releasedMigration);
  const load = async (name: string) =>
    [name, (await import(`./migrations/${name}.ts`)) as Migration] as const;
  return Object.fromEntries(await Promise.all(released.map(load)));
}

test("the statements of the last release work on today's schema", async () => {
  await using testDatabase = await createTestDatabase();
  const database = openDatabase({ url: testDatabase.url, maxConnections: 1 });
  const today = await readColumns(database);
  await database.pool.query("drop schema public cascade; create schema public");
  const provider = { getMigrations: releasedMigrations };
  const { error } = await new Migrator({ db: database.db, provider }).migrateToLatest();
  const released = await readColumns(database);
  await database.close();
  expect(error).toBeUndefined();
  expect(released.map(({ name }) => name)).toContain("orders.state");
  expect(findIncompatible(released, today)).toEqual([]);
});

describe("findIncompatible", () => {
  const before = [{ name: "orders.note", type: "text", nullable: true, has_default: false }];
  const added = { name: "orders.flag", type: "boolean", nullable: false, has_default: false };
  test.each<[change: string, after: readonly Column[]]>([
    ["orders.note is removed", []],
    ["orders.note is jsonb instead of text", [{ ...before[0]!, type: "jsonb" }]],
    ["orders.note must not be null any more", [{ ...before[0]!, nullable: false }]],
    ["orders.flag is new and required", [...before, added]],
  ])("%s", (change, after) => {
    expect(findIncompatible(before, after)).toEqual([change]);
  });

  test("accepts a column with a default, and a new table", () => {
    const after = [...before, { ...added, has_default: true }, { ...added, name: "events.id" }];
    expect(findIncompatible(before, after)).toEqual([]);
  });
});
