import { describe, expect, test } from "vitest";
import { ConfigError } from "./read-config.ts";
import { readDatabaseUrl } from "./read-database-url.ts";

describe("readDatabaseUrl", () => {
  test("needs nothing else, in production neither", () => {
    const database_url = "postgres://billing@localhost/billing";
    expect(readDatabaseUrl({ NODE_ENV: "production", database_url })).toBe(database_url);
  });

  test.each([undefined, ""])("names the variable when it is %j", (database_url) => {
    expect(() => readDatabaseUrl({ database_url })).toThrow(
      new ConfigError(["database_url is required"]),
    );
  });

  test("refuses what is no PostgreSQL URL, and does not repeat it", () => {
    expect(() => readDatabaseUrl({ database_url: "mysql://billing:hidden@localhost" })).toThrow(
      new ConfigError(["database_url must be a postgres:// URL"]),
    );
  });
});
