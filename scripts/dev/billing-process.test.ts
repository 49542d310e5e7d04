import { spawn } from "node:child_process";
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
