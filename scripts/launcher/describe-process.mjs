import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * @typedef {object} ProcessDescription
 * @property {string} name
 * @property {number} parent
 * @property {number} group
 * @property {boolean} dead exited, but not yet reaped by its parent
 */

/**
 * Reads a process's description from the system; `undefined` if the process does not exist.
 * @param {number} pid
 * @returns {ProcessDescription | undefined}
 */
export function describeProcess(pid) {
  try {
    return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
  } catch {
    return undefined;
  }
}

/**
 * @param {number} pid
 * @returns {ProcessDescription}
 */
function fromProc(pid) {
  // "pid (name) state parent group …": the name may contain parentheses and spaces.
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const end = stat.lastIndexOf(")");
  const [state, parent, group] = stat.slice(end + 2).split(" ");
  const name = stat.slice(stat.indexOf("(") + 1, end);
  return { name, parent: Number(parent), group: Number(group), dead: state === "Z" };
}

/**
 * @param {number} pid
 * @returns {ProcessDescription | undefined}
 */
function fromPs(pid) {
  const columns = ["-o", "ppid=,pgid=,state=,comm=", "-p", String(pid)];
  const line = execFileSync("ps", columns, { encoding: "utf8" });
  const [, parent, group, state = "", name = ""] =
    /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*?)\s*$/.exec(line) ?? [];
  if (!parent) return undefined;
  return { name, parent: Number(parent), group: Number(group), dead: state.startsWith("Z") };
}
