import { afterEach, describe, expect, test, vi } from "vitest";
import { hasShortPassword, hostInClear } from "./database-address.ts";

afterEach(() => vi.unstubAllEnvs());

describe("a connection is unencrypted", () => {
  test.each([
    "postgres://billing@db.example.org/billing",
    "postgres://billing@db.example.org/billing?sslmode=disable",
    "postgres://billing@localhost/billing?host=db.example.org",
    "postgres://billing@10.0.0.7:6432/billing",
    "postgres://billing@localhost.example.org/billing",
    "postgres://billing@127.0.0.1.example.org/billing",
    "postgres://billing@postgresql.postgresql.svc/billing",
    "postgres://billing@[2001:db8::7]/billing",
  ])("to %s", (url) => expect(hostInClear(url)).toMatch(/example\.org|10\.0\.0\.7|svc|2001:db8/));
});

describe("a connection does not", () => {
  test.each([
    "postgres://billing@db.example.org/billing?sslmode=verify-full",
    "postgres://billing@db.example.org/billing?sslmode=no-verify",
    "postgres://billing@db.example.org/billing?ssl=true",
    "postgres://billing@localhost:5432/billing",
    "postgres://billing@127.0.0.2/billing",
    "postgres://billing@[::1]/billing",
    "postgres:///billing?host=/var/run/postgresql",
    "postgres://%2Fvar%2Frun%2Fpostgresql/billing",
  ])("to %s", (url) => expect(hostInClear(url)).toBeNull());

  test("where pg's own variable requires TLS", () => {
    const url = "postgres://billing@db.example.org/billing";
    expect(hostInClear(url)).toBe("db.example.org");
    vi.stubEnv("PGSSLMODE", "verify-full");
    expect(hostInClear(url)).toBeNull();
  });
});

test.each([
  ["postgres://billing:short77@db/billing", true],
  ["postgres://billing:%40%40%40%40%40%40%40@db/billing", true],
  ["postgres://db/billing?user=billing&password=short77", true],
  ["postgres://billing:longer77@db/billing", false],
  ["postgres://billing@db/billing", false],
])("the password in %s is too short to redact: %s", (url, isShort) => {
  expect(hasShortPassword(url)).toBe(isShort);
});
