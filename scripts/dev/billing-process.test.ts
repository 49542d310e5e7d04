import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { waitUntilReady } from "./billing-process.ts";

// Nothing listens on this port.
const url = "http://127.0.0.1:1";

test.each([
  ["exits", "process.exit(3)", "The billing server exited with 3."],
  [
    "is ended by a signal",
    "process.kill(process.pid, 'SIGKILL')",
    "The billing server exited with SIGKILL.",
  ],
])("waits no longer for a server that %s", async (_, source, message) => {
  const child = spawn(process.execPath, ["--eval", source], { stdio: "ignore" });
  await expect(waitUntilReady(url, child)).rejects.toThrow(message);
});

test("a server ends with the watcher that started it, once npm run dev is gone", async () => {
  const gone = spawn(process.execPath, ["--eval", ""], { stdio: "ignore" });
  await once(gone, "exit");
  const preload = new URL("end-with-dev.mjs", import.meta.url).href;
  // In place of Node's watcher.
  const watcher = `
    import { spawn } from "node:child_process";
    spawn(process.execPath, ["--import", ${JSON.stringify(preload)}, "--eval", "process.stdin.resume()"]);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", watcher], {
    env: { ...process.env, DEV_PID: String(gone.pid) },
    stdio: "ignore",
  });
  expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
});
