import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { claimCluster } from "./claim-cluster.ts";
import { type DataFolder, dataFolderAt } from "./data-folder.ts";

let folder: DataFolder;
let sleeper: ChildProcess;
beforeEach(async () => {
  folder = dataFolderAt(mkdtempSync(join(tmpdir(), "claim-cluster-")));
  mkdirSync(folder.pgdata, { recursive: true });
  // In place of a postmaster: a process that runs in the data folder and ends on SIGINT.
  sleeper = spawn("sleep", ["300"], { cwd: folder.pgdata, stdio: "ignore" });
  await once(sleeper, "spawn");
  writeFileSync(folder.postmasterPidFile, `${sleeper.pid}\n`);
});
afterEach(() => {
  sleeper.kill("SIGKILL");
  rmSync(folder.root, { recursive: true, force: true });
});

const deadPid = 2 ** 22 + 1;

describe("claiming a folder in which PostgreSQL runs", () => {
  test("stops it when its owner process has ended", async () => {
    writeFileSync(folder.ownerFile, `${sleeper.pid} ${deadPid}\n`);
    const ended = once(sleeper, "exit");
    await claimCluster(folder);
    expect(await ended).toEqual([null, "SIGINT"]);
  });

  test("does not stop it while its owner process runs", async () => {
    writeFileSync(folder.ownerFile, `${sleeper.pid} ${process.pid}\n`);
    await expect(claimCluster(folder)).rejects.toThrow(/is used by a running PostgreSQL/);
    expect(sleeper.signalCode).toBeNull();
  });

  test("does not stop it when the owner record is about an earlier one", async () => {
    writeFileSync(folder.ownerFile, `${deadPid} ${deadPid}\n`);
    await expect(claimCluster(folder)).rejects.toThrow(/is used by a running PostgreSQL/);
    expect(sleeper.signalCode).toBeNull();
  });
});
