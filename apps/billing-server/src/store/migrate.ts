import { type Migration, Migrator } from "kysely/migration";
import { type DatabaseConnection, openDatabase } from "./database.ts";
import * as orders from "./migrations/0001-orders.ts";

// Forward only: a released migration is never edited, the next number mends it.
const migrations: Readonly<Record<string, Migration>> = { "0001-orders": orders };

/**
 * Brings the schema up to date. Safe to run from several replicas at once: the migrator takes a
 * lock. Rejects, with nothing half done, when a migration fails.
 */
export async function migrate(database: DatabaseConnection): Promise<void> {
  const migrator = new Migrator({
    db: database.db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** `migrate` with a connection of its own, for tools and tests. */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  const database = openDatabase({ url: databaseUrl, maxConnections: 1 });
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
}
