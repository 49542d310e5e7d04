import { CompiledQuery, type Compilable, type Kysely } from "kysely";
import type pg from "pg";
import type { Db } from "pg-boss";
import type { BillingDatabase } from "./schema.ts";

// By text. The hot statements have few texts: one for each set of columns that a transition writes.
const names = new Map<string, string>();

function nameStatement(text: string): void {
  if (!names.has(text)) names.set(text, `hot-${names.size + 1}`);
}

/**
 * Executes the query as a prepared statement, which a connection parses and plans once: for a small
 * write, this takes PostgreSQL twice as long as the write. Only for hot queries with a fixed text that
 * lists its columns: with `*`, it fails once a newer release adds a column.
 */
export async function executePrepared<Row>(
  db: Kysely<BillingDatabase>,
  query: Compilable<Row>,
): Promise<readonly Row[]> {
  const compiled = query.compile();
  nameStatement(compiled.sql);
  return (await db.executeQuery(compiled)).rows;
}

/** The same for the text of a query. */
export async function executePreparedText<Row>(
  db: Kysely<BillingDatabase>,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  nameStatement(text);
  return (await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
}

/** The transaction as pg-boss's database; its statements are prepared. */
export const preparedForBoss = (db: Kysely<BillingDatabase>): Db => ({
  executeSql: async (text, values) => ({
    rows: [...(await executePreparedText(db, text, values))],
  }),
});

type Query = (statement: unknown, ...rest: unknown[]) => unknown;

/** Sends the statements above by name on each connection of the pool. */
export function prepareStatements(pool: pg.Pool): void {
  pool.on("connect", (client: { query: unknown }) => {
    const query = (client.query as Query).bind(client);
    const prepared: Query = (statement, ...rest) => {
      const name = typeof statement === "string" ? names.get(statement) : undefined;
      return name === undefined
        ? query(statement, ...rest)
        : query({ name, text: statement }, ...rest);
    };
    client.query = prepared;
  });
}
