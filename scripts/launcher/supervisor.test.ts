import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { type NpmRun, waitOptions, startNpmRun } from "./npm-run.fixture.ts";

/** Polls: the last thread of a killed process closes the port shortly after the first has exited. */
function expectPortFree(run: NpmRun): Promise<void> {
  return vi.waitFor(async () => {
    const socket = connect(run.port, "127.0.0.1");
    // Until then, the port accepts a connection and resets it after `once` has stopped listening.
    socket.on("error", () => undefined);
    await expect(once(socket, "connect")).rejects.toThrow(/ECONNREFUSED/);
  }, waitOptions);
}

const signalGroup = (run: NpmRun, signal: NodeJS.Signals) =>
  process.kill(-(run.npm.pid as number), signal);

describe("no process of a command remains", () => {
  describe.each([
    ["directly", "node launch.mjs"],
    ["through a shell that keeps running", "node launch.mjs && true"],
  ])("when npm runs it %s", (_how, script) => {
    test.each(["SIGTERM", "SIGKILL"] as const)("and %s ends npm", async (signal) => {
      await using run = await startNpmRun({ script });
      run.npm.kill(signal);
      await run.allExited();
      expect(run.stoppedCleanly()).toBe(true);
      await expectPortFree(run);
    });
  });

  test("after Ctrl-C", async () => {
    await using run = await startNpmRun();
    const ended = once(run.npm, "exit");
    signalGroup(run, "SIGINT");
    await ended;
    await run.allExited();
    expect(run.stoppedCleanly()).toBe(true);
    await expectPortFree(run);
  });

  test("after Ctrl-C several times", async () => {
    await using run = await startNpmRun();
    signalGroup(run, "SIGINT");
    await vi.waitUntil(() => run.printed().includes("stopping"), waitOptions);
    signalGroup(run, "SIGINT");
    signalGroup(run, "SIGINT");
    await run.allExited();
    expect(run.stoppedCleanly()).toBe(true);
    expect(run.printed().match(/stopping/g)).toHaveLength(1);
  });

  test("when npm, its shell and the launcher are killed together", async () => {
    await using run = await startNpmRun();
    signalGroup(run, "SIGKILL");
    await run.allExited();
    expect(run.stoppedCleanly()).toBe(true);
    await expectPortFree(run);
  });

  test("when the program ignores SIGTERM for the grace period", async () => {
    await using run = await startNpmRun({ ignoresSigterm: true, graceMs: 300 });
    run.npm.kill("SIGTERM");
    await run.allExited();
    expect(run.stoppedCleanly()).toBe(false);
    await expectPortFree(run);
  });
});
