import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "@onekonsole/billing-sandbox";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type DataFolder, dataFolderAt, prepareData } from "./data-folder.ts";
import { describeStartError } from "./explained-error.ts";

let root: string;
let folder: DataFolder;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "dev-data-"));
  folder = dataFolderAt(root);
});
const before = process.cwd();
afterEach(() => {
  // The worker runs other files after this one.
  process.chdir(before);
  rmSync(root, { recursive: true, force: true });
});

function createData(): void {
  mkdirSync(folder.simulators);
  mkdirSync(join(folder.database, "cluster", "pgdata"), { recursive: true });
}

test("a fresh start removes database and simulators, and says so", async () => {
  createData();
  writeFileSync(join(root, "running.json"), "{}");
  expect(await prepareData(folder, true)).toEqual([expect.stringContaining("is removed")]);
  expect(existsSync(folder.database) || existsSync(folder.simulators)).toBe(false);
  expect(existsSync(join(root, "running.json"))).toBe(true);
});

test("a start without data, and a later start with both, say so", async () => {
  expect(await prepareData(folder, true)).toEqual(["The data is new."]);
  createData();
  expect(await prepareData(folder, false)).toEqual(["The data of the last start is in use."]);
  expect(existsSync(folder.database) && existsSync(folder.simulators)).toBe(true);
});

test("a fresh start leaves the data of a running database", async () => {
  createData();
  // In place of a postmaster: this process, which is said to be its own owner.
  writeFileSync(join(folder.database, "cluster", "pgdata", "postmaster.pid"), `${process.pid}\n`);
  writeFileSync(join(folder.database, "owner"), `${process.pid} ${process.pid}\n`);
  process.chdir(join(folder.database, "cluster", "pgdata"));
  await expect(prepareData(folder, true)).rejects.toThrow("is used by a running PostgreSQL");
  expect(existsSync(folder.simulators)).toBe(true);
});

test("a database of a version without stored simulators is explained", async () => {
  mkdirSync(folder.database);
  expect(await prepareData(folder, false)).toEqual([
    expect.stringMatching(/PayPal does not know the orders .* npm run dev -- --fresh/),
  ]);
});

test("a state that the simulators cannot read is explained without a stack", async () => {
  mkdirSync(folder.simulators);
  writeFileSync(join(folder.simulators, "sandbox.jsonl"), "{}\n");
  const error = await startSandbox({ dataDir: folder.simulators }).catch((it: unknown) => it);
  expect(describeStartError(error)).toMatch(/^The state in .* is damaged: .*\n.* -- --fresh$/);
});
