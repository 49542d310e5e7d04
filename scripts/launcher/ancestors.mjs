import { describeProcess } from "./describe-process.mjs";

const pollMs = 200;
const shellName = /^(.*\/)?(sh|dash|bash|ash|busybox|zsh)$/;

/**
 * Calls back once when the parent, or npm behind the shell that npm puts between, has gone.
 * @param {() => void} onGone
 */
export function watchAncestors(onGone) {
  const parent = process.ppid;
  const shell = process.env["npm_lifecycle_event"] ? describeProcess(parent) : undefined;
  // Without a shell between, the grandparent is the user's terminal: nohup must be able to outlive it.
  const grandparent = shell && shellName.test(shell.name) ? shell.parent : undefined;
  const timer = setInterval(() => {
    const gone = process.ppid !== parent || (grandparent && hasLost(parent, grandparent));
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
function hasLost(pid, parent) {
  if (process.platform === "linux") return describeProcess(pid)?.parent !== parent;
  try {
    return !process.kill(parent, 0);
  } catch {
    return true;
  }
}
