// Loaded into a command before its own code: when the launcher is killed (SIGKILL can't be passed
// on), the command's whole process group is asked to stop, as the launcher would have done.
const pollMs = 200;
const graceMs = 15_000;
const ownGroup = 0;

const launcher = Number(process.env["LAUNCHER_PID"]);
// Node hands --import on to forked processes: only the launcher's own child watches it.
if (process.ppid === launcher) {
  const timer = setInterval(() => {
    if (process.ppid === launcher) return;
    clearInterval(timer);
    setTimeout(() => process.kill(ownGroup, "SIGKILL"), graceMs).unref();
    process.kill(ownGroup, "SIGTERM");
  }, pollMs);
  timer.unref();
}

// The terminal may be gone as well: a broken pipe must not cut the clean stop short.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EPIPE") throw error;
  });
}
