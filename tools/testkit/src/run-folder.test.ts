import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runFolder } from "./run-folder.ts";

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), "run-folder-"));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(cache, { recursive: true, force: true });
});

/** Answers for the processes 1 (another user's) and 2 (ended), as the system would. */
function stubProcesses(): void {
  vi.spyOn(process, "kill").mockImplementation((pid) => {
    if (pid === process.pid) return true;
    throw Object.assign(new Error(), { code: pid === 1 ? "EPERM" : "ESRCH" });
  });
}

test("removes the folders of ended processes alone", async () => {
  stubProcesses();
  const own = `${process.pid}-chaos`;
  for (const name of ["1-server", "2-server", "no-process", own])
    await mkdir(join(cache, "database", name, "base"), { recursive: true });
  const folder = await runFolder("database", "-server", cache);
  expect(basename(folder)).toBe(`${process.pid}-server`);
  expect((await readdir(join(cache, "database"))).toSorted()).toEqual(["1-server", own].toSorted());
});
