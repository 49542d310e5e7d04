import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { describeProcess } from "./describe-process.mjs";

const pollMs = 50;

/**
 * Sends SIGTERM to a process group and waits until it is empty; sends SIGKILL after `timeoutMs`.
 * @param {number} group
 * @param {number} timeoutMs
 */
export async function endGroup(group, timeoutMs) {
  const deadline = performance.now() + timeoutMs;
  signalGroup(group, "SIGTERM");
  while (isPopulated(group)) {
    if (performance.now() > deadline) return void signalGroup(group, "SIGKILL");
    await sleep(pollMs);
  }
}

/** @param {number} group */
function isPopulated(group) {
  if (!signalGroup(group, 0)) return false;
  if (process.platform !== "linux") return true;
  // In a container without an init process, exited orphans are never reaped and still accept signals.
  return readdirSync("/proc").some((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    const found = describeProcess(Number(entry));
    return found?.group === group && !found.dead;
  });
}

/**
 * @param {number} group
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} whether the group has a process
 */
function signalGroup(group, signal) {
  try {
    return process.kill(-group, signal);
  } catch {
    return false;
  }
}
