import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { parseCpuMicros, parseResidentBytes, startMeasured } from "./measured-process.ts";

const program = `
  process.on("SIGTERM", () => process.exit(0));
  console.log(JSON.stringify({ port: 8030 }));
  setInterval(() => undefined, 60_000);`;

test("a measured process can be stopped more than once", async () => {
  const measured = await startMeasured({ args: ["-e", program] });
  expect(measured.port).toBe(8030);
  await measured.stop();
  await expect(measured.stop()).resolves.toBeUndefined();
});

describe("with a log file", () => {
  const logFile = join(tmpdir(), `measured-process-${process.pid}.log`);
  afterEach(() => rmSync(logFile, { force: true }));

  test("the output goes to the file, and the port is found in it", async () => {
    const measured = await startMeasured({ args: ["-e", program], logFile });
    expect(measured.port).toBe(8030);
    await measured.stop();
    expect(readFileSync(logFile, "utf8")).toBe('{"port":8030}\n');
  });

  test("a program that ends before it listens is an error", async () => {
    await expect(startMeasured({ args: ["-e", "process.exit(3)"], logFile })).rejects.toThrow(
      "exited with 3",
    );
  });
});

test("adds the user and the system time, in ticks of 10 ms", () => {
  const numbers = "S 1 7 7 0 -1 4194304 100 200 3 4 150 50 11 12 20 0 11 0 900 1000 55";
  expect(parseCpuMicros(`7 (node) ${numbers}`)).toBe(2_000_000);
  expect(parseCpuMicros(`7 (a) (b c) ${numbers}`)).toBe(2_000_000);
});

test("reads the resident pages, not the virtual ones", () => {
  expect(parseResidentBytes("9000 20 5 1 0 70 0")).toBe(20 * 4_096);
});

test.runIf(process.platform === "linux")("measures a process that computes", async () => {
  // CPU time: on a busy machine, a program gets less than the time that passes.
  const busy = "while (process.threadCpuUsage().user < 100_000);";
  const measured = await startMeasured({ args: ["-e", busy + program] });
  expect(measured.cpuMicros()).toBeGreaterThanOrEqual(50_000);
  expect(measured.residentBytes()).toBeGreaterThan(10 * 1024 * 1024);
  expect(measured.readyMs).toBeGreaterThanOrEqual(100);
  await measured.stop();
});
