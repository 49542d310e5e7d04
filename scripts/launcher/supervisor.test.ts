import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { type NpmRun, patience, startNpmRun } from "./npm-run.fixture.ts";

/** The last thread of a killed process lets go of the port a moment after its first is dead. */
function expectPortFree(run: NpmRun): Promise<void> {
  return vi.waitFor(async () => {
    const socket = connect(run.port, "127.0.0.1");
    // Until then the port takes a connection and resets it later, when `once` no longer listens.
    socket.on("error", () => undefined);
    await expect(once(socket, "connect")).rejects.toThrow(/ECONNREFUSED/);
  }, patience);
}

const signalGroup = (run: NpmRun, signal: NodeJS.Signals) =>
  process.kill(-(run.npm.pid as number), signal);

describe("nothing is left of a command", () => {
  describe.each([
    ["directly", "node launch.mjs"],
    ["through a shell that stays", "node launch.mjs && true"],
  ])("when npm runs it %s", (_how, script) => {
    test.each(["SIGTERM", "SIGKILL"] as const)("and is ended by %s", async (signal) => {
      await using run = await startNpmRun({ script });
      run.npm.kill(signal);
      await run.gone();
      expect(run.stoppedCleanly()).toBe(true);
      await expectPortFree(run);
    });
  });

  test("when Ctrl-C is pressed", async () => {
    await using run = await startNpmRun();
    const ended = once(run.npm, "exit");
    signalGroup(run, "SIGINT");
    await ended;
    await run.gone();
    expect(run.stoppedCleanly()).toBe(true);
    await expectPortFree(run);
  });

  test("when Ctrl-C is pressed again and again", async () => {
    await using run = await startNpmRun();
    signalGroup(run, "SIGINT");
    await vi.waitUntil(() => run.printed().includes("stopping"), patience);
    signalGroup(run, "SIGINT");
    signalGroup(run, "SIGINT");
    await run.gone();
    expect(run.stoppedCleanly()).toBe(true);
    expect(run.printed().match(/stopping/g)).toHaveLength(1);
  });

  test("when npm, its shell and the launcher are killed at one blow", async () => {
    await using run = await startNpmRun();
    signalGroup(run, "SIGKILL");
    await run.gone();
    expect(run.stoppedCleanly()).toBe(true);
    await expectPortFree(run);
  });

  test("when the program doesn't stop by itself within the grace", async () => {
    await using run = await startNpmRun({ stubborn: true, graceMs: 300 });
    run.npm.kill("SIGTERM");
    await run.gone();
    expect(run.stoppedCleanly()).toBe(false);
    await expectPortFree(run);
  });
});
