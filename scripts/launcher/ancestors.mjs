import { describeProcess } from "./describe-process.mjs";

const pollMs = 200;
const shellName = /^(.*\/)?(sh|dash|bash|ash|busybox|zsh)$/;

/**
 * Calls `onGone` once when the parent has exited, or npm if npm started its shell in between.
 * @param {() => void} onGone
 */
export function watchAncestors(onGone) {
  const parent = process.ppid;
  const shell = process.env["npm_lifecycle_event"] ? describeProcess(parent) : undefined;
  // Without a shell in between, the grandparent is the terminal, which nohup must survive.
  const grandparent = shell && shellName.test(shell.name) ? shell.parent : undefined;
  const timer = setInterval(() => {
    const gone = process.ppid !== parent || (grandparent && hasLostParent(parent, grandparent));
    if (!gone) return;
    clearInterval(timer);
    onGone();
  }, pollMs);
  timer.unref();
}

/**
 * @param {number} pid
 * @param {number} parent
 */
function hasLostParent(pid, parent) {
  if (process.platform === "linux") return describeProcess(pid)?.parent !== parent;
  try {
    return !process.kill(parent, 0);
  } catch {
    return true;
  }
}
