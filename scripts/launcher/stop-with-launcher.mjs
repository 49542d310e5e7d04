// Preloaded into a command: if the launcher is killed, it stops the command's process group, as the
// launcher would. A launcher cannot forward SIGKILL.
const pollMs = 200;
const graceMs = 15_000;
const ownGroup = 0;

const launcher = Number(process.env["LAUNCHER_PID"]);
// Node passes --import on to forked processes: only the launcher's own child watches the launcher.
if (process.ppid === launcher) {
  const timer = setInterval(() => {
    if (process.ppid === launcher) return;
    clearInterval(timer);
    setTimeout(() => process.kill(ownGroup, "SIGKILL"), graceMs).unref();
    process.kill(ownGroup, "SIGTERM");
  }, pollMs);
  timer.unref();
}

// The terminal may be closed too: a broken pipe must not interrupt the clean stop.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EPIPE") throw error;
  });
}
