import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkFiles, readInstalledPackages } from "./check-content.ts";

const content = {
  files: ["dist/main.js", "node_modules/pg/package.json"],
  bytes: 1_234_567,
  installed: new Set(["pg@8.0.0"]),
  billed: new Set(["pg@8.0.0"]),
};
const failed = (changes: Partial<typeof content>) =>
  checkFiles({ ...content, ...changes })
    .filter(({ ok }) => !ok)
    .map(({ check, value }) => `${check}: ${value}`);

test("accepts the build with exactly the billed packages, and reports the size", () => {
  expect(failed({})).toEqual([]);
  expect(checkFiles(content).map(({ value }) => value)).toEqual([
    "2 files, 1.2 MB",
    "none",
    "1 packages",
  ]);
});

test("finds an empty folder", () => {
  expect(failed({ files: [] })).toEqual(["size of the content: 0 files, 1.2 MB"]);
});

test.each([
  "src/main.ts",
  "dist/main.js.map",
  "dist/types.d.cts",
  "dist/order.test.js",
  "node_modules/pg/test/query.js",
  "node_modules/pg/tests/query.js",
  "node_modules/pg/run.sh",
  "node_modules/@onekonsole/billing-sandbox/index.js",
  "dist/start-embedded-postgres-a.js",
])("finds the development file %s", (file) => {
  expect(failed({ files: [...content.files, file] })).toEqual([
    `no development or test files: ${file}`,
  ]);
});

test("finds packages that are installed or billed alone, also in another version", () => {
  const check = "packages match the bill of materials";
  expect(failed({ billed: new Set() })).toEqual([`${check}: pg@8.0.0`]);
  expect(failed({ installed: new Set() })).toEqual([`${check}: pg@8.0.0`]);
  expect(failed({ installed: new Set(["pg@8.0.1"]) })).toEqual([`${check}: pg@8.0.1, pg@8.0.0`]);
});

test("reads the packages of node_modules, scoped and nested ones included", () => {
  const folder = mkdtempSync(join(tmpdir(), "content-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (path: string, manifest: object) => {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(manifest));
    return path;
  };
  const files = [
    write("package.json", { name: "server", version: "0.1.0" }),
    write("node_modules/pg/package.json", { name: "pg", version: "8.0.0" }),
    write("node_modules/pg/lib/package.json", { type: "module" }),
    write("node_modules/pg/node_modules/@a/b/package.json", { name: "@a/b", version: "1.0.0" }),
  ];
  expect([...readInstalledPackages(folder, files)]).toEqual(["pg@8.0.0", "@a/b@1.0.0"]);
});
