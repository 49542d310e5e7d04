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
 * Runs programs so that nothing of them outlives the user's command. SIGINT, SIGTERM, SIGHUP and
 * the disappearance of npm (which passes no SIGTERM on) ask the program's process group to stop;
 * what is left of it after the grace is killed. Asking again changes nothing.
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
  // Whoever read our output may be gone already; stopping cleanly matters more than its text.
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
      // A group of its own: Ctrl-C reaches the launcher alone, which then stops the program in order.
      detached: true,
      stdio: [input, collected ? "pipe" : "inherit", collected ? "pipe" : "inherit"],
    });
    group = child.pid;
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (chunk) => (text += chunk));
    }
    const closed = new Promise((resolve) => child.once("close", resolve));
    const exitCode = await exitCodeOf(child, program);
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
function exitCodeOf(child, program) {
  return new Promise((resolve, reject) => {
    child.once("error", (error) =>
      reject(new Error(`${program} can't be started: ${error.message}`)),
    );
    // By a shell's custom, a program that died of a signal ends with 128 and the signal's number.
    child.once("exit", (code, signal) =>
      resolve(code ?? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)]),
    );
  });
}
