import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { describeProcess } from "./describe-process.mjs";

test("describes a running process", () => {
  expect(describeProcess(process.pid)).toMatchObject({ parent: process.ppid, dead: false });
});

test("describes a child in a process group of its own", async () => {
  const child = spawn("sleep", ["60"], { detached: true });
  await once(child, "spawn");
  const pid = child.pid ?? 0;
  expect(describeProcess(pid)).toMatchObject({ parent: process.pid, group: pid, dead: false });
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(describeProcess(pid)?.dead ?? true).toBe(true);
});
