import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { listFiles, makeRootFolder, nodeInImage } from "./root-folder.ts";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "root-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test("listFiles shows every new or changed file", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "app"));
  writeFileSync(join(folder, "app", "main.js"), "");
  const before = listFiles(folder);
  expect(listFiles(folder)).toEqual(before);
  appendFileSync(join(folder, "app", "main.js"), "x");
  const changed = listFiles(folder);
  expect(changed).not.toEqual(before);
  expect(changed).toHaveLength(2);
  writeFileSync(join(folder, "new.js"), "");
  expect(listFiles(folder)).toHaveLength(3);
});

test.runIf(process.platform === "linux")("makeRootFolder copies Node and creates /proc", () => {
  const folder = temporaryFolder();
  makeRootFolder(folder);
  expect(existsSync(join(folder, nodeInImage))).toBe(true);
  expect(existsSync(join(folder, "proc"))).toBe(true);
});
