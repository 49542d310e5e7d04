import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { describeProcess } from "./describe-process.mjs";
import { endGroup } from "./process-group.mjs";

/** Starts a shell as the leader of a group, and waits until it has printed a line. */
async function startGroup(script: string) {
  const child = spawn("sh", ["-c", script], {
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const exited = once(child, "exit") as Promise<[number | null, string | null]>;
  await once(child.stdout, "data");
  return { group: child.pid as number, exited };
}

test("ends a group with SIGTERM", async () => {
  const { group, exited } = await startGroup("echo started; sleep 300");
  await endGroup(group, 30_000);
  expect(await exited).toEqual([null, "SIGTERM"]);
});

test("ends a group that ignores SIGTERM with SIGKILL after the timeout", async () => {
  const { group, exited } = await startGroup(
    "trap '' TERM; echo started; while :; do sleep 1; done",
  );
  await endGroup(group, 200);
  expect(await exited).toEqual([null, "SIGKILL"]);
});

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
