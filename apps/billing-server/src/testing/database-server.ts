import { databaseServer } from "@onekonsole/billing-testkit/database/database-server";
import { migrateDatabase } from "../store/migrate.ts";

/** Vitest's global setup: one PostgreSQL with the service's schema for a test run. */
export const setup = databaseServer(migrateDatabase);
