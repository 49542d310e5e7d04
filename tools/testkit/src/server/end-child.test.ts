import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { endChild, hasEnded } from "./end-child.ts";

async function start(script: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["-e", `${script}; console.log("started")`]);
  await once(child.stdout, "data");
  return child;
}

test("resolves with the exit code of a clean stop", async () => {
  const child = await start(
    `process.on("SIGTERM", () => process.exit(7)); setInterval(() => 0, 1e6)`,
  );
  expect(hasEnded(child)).toBe(false);
  expect(await endChild(child, "SIGTERM")).toBe(7);
  expect(hasEnded(child)).toBe(true);
});

test("resolves with null after a signal, also when it is called again", async () => {
  const child = await start("setInterval(() => 0, 1e6)");
  expect(await endChild(child, "SIGKILL")).toBeNull();
  expect(await endChild(child, "SIGKILL")).toBeNull();
});
