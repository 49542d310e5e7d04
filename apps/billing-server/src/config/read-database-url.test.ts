import { describe, expect, test } from "vitest";
import { ConfigError } from "./read-config.ts";
import { readDatabaseUrl } from "./read-database-url.ts";

describe("readDatabaseUrl", () => {
  test("needs no other variable, also in production", () => {
    const database_url = "postgres://billing@localhost/billing";
    expect(readDatabaseUrl({ NODE_ENV: "production", database_url })).toBe(database_url);
  });

  test.each([undefined, ""])("names the variable if it is %j", (database_url) => {
    expect(() => readDatabaseUrl({ database_url })).toThrow(
      new ConfigError(["database_url is required"]),
    );
  });

  test("rejects any other URL, without repeating it", () => {
    expect(() => readDatabaseUrl({ database_url: "mysql://billing:hidden@localhost" })).toThrow(
      new ConfigError(["database_url must be a postgres:// URL"]),
    );
  });
});

describe("a password", () => {
  const findFault = (database_url: string): string => {
    try {
      return readDatabaseUrl({ database_url });
    } catch (error) {
      return (error as ConfigError).message.split("\n").slice(1).join("").trim();
    }
  };
  const encode =
    "database_url must have @ / ? # and % in its user and password written as %40 %2F %3F %23 and %25";

  test.each([
    "pass@word",
    "pass@host/word",
    "1234/word",
    "pass/word",
    "1234#word",
    "pass#word",
    "1234?word",
    "pass?word",
    "pass%word",
    "password%",
    "pass%ffword",
    "@@@@@@@@",
    "a@b/c?d#e%f",
  ])("with a raw character, %s, is explained and not repeated", (password) => {
    expect(findFault(`postgres://billing:${password}@db.example.org:5432/billing`)).toBe(encode);
    expect(findFault(`postgresql://${password}:password@db.example.org/billing`)).toBe(encode);
  });

  test.each(["pass@word", "a@b/c?d#e%f", "p:a:s:s:w:o:r:d", "pässwörd"])(
    "may be %s, encoded",
    (password) => {
      const url = `postgres://billing:${encodeURIComponent(password)}@db.example.org/billing`;
      expect(findFault(url)).toBe(url);
    },
  );

  test.each([
    "postgres://billing@db.example.org/billing",
    "postgres:///billing?host=/var/run/postgresql",
    "postgres://db.example.org/billing?user=billing@tenant&password=longer@77&sslmode=verify-full",
    "postgres://billing:password@[2001:db8::7]:5432/billing",
  ])("is optional in %s", (url) => expect(findFault(url)).toBe(url));
});
