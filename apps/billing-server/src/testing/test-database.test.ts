import { createTestDatabase } from "@onekonsole/billing-testkit/database/test-database";
import pg from "pg";
import { describe, expect, inject, test } from "vitest";

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // Dropping a database by force ends its connections from the server.
  client.on("error", () => {});
  await client.connect();
  return client;
}

async function exists(name: string): Promise<boolean> {
  const client = await connect(inject("databaseServerUrl"));
  const found = await client.query("select from pg_database where datname = $1", [name]);
  await client.end();
  return found.rowCount === 1;
}

describe("a test's own database", () => {
  test("shares nothing with another one", async () => {
    await using first = await createTestDatabase();
    await using second = await createTestDatabase();
    const client = await connect(first.url);
    await client.query("create table only_here (n int)");
    await client.end();
    const other = await connect(second.url);
    const found = await other.query("select to_regclass('only_here') as table");
    await other.end();
    expect(found.rows).toEqual([{ table: null }]);
  });

  test("has the service's schema and no rows", async () => {
    await using database = await createTestDatabase();
    const client = await connect(database.url);
    const found = await client.query("select count(*)::int as count from orders");
    await client.end();
    expect(found.rows).toEqual([{ count: 0 }]);
  });

  test("is created by many workers concurrently", async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => createTestDatabase()));
    expect(new Set(made.map(({ name }) => name)).size).toBe(6);
    await Promise.all(made.map((database) => database[Symbol.asyncDispose]()));
  });

  test("is dropped after disposal", async () => {
    const database = await createTestDatabase();
    expect(await exists(database.name)).toBe(true);
    await database[Symbol.asyncDispose]();
    expect(await exists(database.name)).toBe(false);
  });

  test("fails its test if a connection stays open, and is dropped regardless", async () => {
    const database = await createTestDatabase();
    const leaked = await connect(database.url);
    await leaked.query("select 'the leak' as left_open");
    await expect(database[Symbol.asyncDispose]()).rejects.toThrow(
      /1 connections open:\n.*the leak/,
    );
    expect(await exists(database.name)).toBe(false);
    await leaked.end();
  });

  test("lets connections stay open if a test allows that", async () => {
    const database = await createTestDatabase({ allowOpenConnections: true });
    const open = await connect(database.url);
    await database[Symbol.asyncDispose]();
    expect(await exists(database.name)).toBe(false);
    await open.end();
  });
});
