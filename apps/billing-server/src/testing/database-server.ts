import { databaseServer } from "@onekonsole/billing-testkit/database/database-server";
import { migrateDatabase } from "../store/migrate.ts";

/** One PostgreSQL with the service's schema for a whole test run; Vitest calls it. */
export const setup = databaseServer(migrateDatabase);
