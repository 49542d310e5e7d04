import { z } from "zod";
import { postgresUrl } from "./postgres-url.ts";
import { ConfigError } from "./read-config.ts";

const databaseUrlSchema = z
  .string({ error: "is required" })
  .min(1, "is required")
  .pipe(postgresUrl);

/**
 * Reads only `database_url`, for a program that needs no other variable. Throws a ConfigError without the value,
 * which contains a password.
 */
export function readDatabaseUrl(environment: Readonly<Record<string, string | undefined>>): string {
  const parsed = databaseUrlSchema.safeParse(environment["database_url"]);
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map(({ message }) => `database_url ${message}`));
}
