import { spawn } from "node:child_process";
import { constants } from "node:os";
import { watchAncestors } from "./ancestors.mjs";
import { endGroup } from "./process-group.mjs";

const graceMs = 15_000;

/**
 * @typedef {object} RunOptions
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} [env]
 * @property {"inherit" | "ignore"} [input] ignored by default
 * @property {"inherit" | "collect"} output
 */

/**
 * Runs programs and ensures that no process of them remains after the command. On SIGINT, SIGTERM,
 * SIGHUP or the exit of npm (which forwards no SIGTERM), it sends SIGTERM to the program's process
 * group, and SIGKILL after the grace period. Further signals have no effect.
 * @param {{ graceMs?: number }} [options]
 */
export function createSupervisor(options = {}) {
  const timeoutMs = options.graceMs ?? graceMs;
  /** @type {number | undefined} */
  let group;
  /** @type {Promise<void> | undefined} */
  let ending;
  let stopping = false;

  const stop = () => {
    stopping = true;
    if (group !== undefined) ending ??= endGroup(group, timeoutMs);
  };
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, stop);
  }
  watchAncestors(stop);
  // The reader of the output may have exited; the clean stop is more important than the output.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

  /**
   * @param {string} program
   * @param {string[]} args
   * @param {RunOptions} runOptions
   * @returns {Promise<{ exitCode: number, output: string }>}
   */
  async function run(program, args, { cwd, env, input = "ignore", output }) {
    if (stopping) throw new Error("Interrupted.");
    const collected = output === "collect";
    const child = spawn(program, args, {
      cwd,
      env,
      // A process group of its own: Ctrl-C signals the launcher alone, which then stops the program.
      detached: true,
      stdio: [input, collected ? "pipe" : "inherit", collected ? "pipe" : "inherit"],
    });
    group = child.pid;
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (chunk) => (text += chunk));
    }
    const closed = new Promise((resolve) => child.once("close", resolve));
    const exitCode = await waitForExitCode(child, program);
    if (child.pid !== undefined) await (ending ??= endGroup(child.pid, timeoutMs));
    group = ending = undefined;
    if (collected) await closed;
    if (stopping && collected) throw new Error("Interrupted.");
    return { exitCode, output: text };
  }

  return { run, stopping: () => stopping };
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {string} program
 * @returns {Promise<number>}
 */
function waitForExitCode(child, program) {
  return new Promise((resolve, reject) => {
    child.once("error", (error) =>
      reject(new Error(`${program} cannot be started: ${error.message}`)),
    );
    // As in a shell: the exit code after a signal is 128 plus the signal's number.
    child.once("exit", (code, signal) =>
      resolve(code ?? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)]),
    );
  });
}
