import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { latestMigration } from "./migrate.ts";

test("the newest file of migrations/ is listed, since an unlisted one never runs", () => {
  const files = readdirSync(join(import.meta.dirname, "migrations")).toSorted();
  expect(files.at(-1)).toBe(`${latestMigration}.ts`);
});
