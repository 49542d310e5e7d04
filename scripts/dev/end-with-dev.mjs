// Preloaded into the billing server of `npm run dev`: ends it, and Node's watcher that started it, once
// `npm run dev` was killed. Otherwise both would stay, and keep the port.
const pollMs = 500;
const dev = Number(process.env["DEV_PID"]);

const isRunning = (/** @type {number} */ pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

setInterval(() => {
  if (isRunning(dev)) return;
  process.kill(process.ppid, "SIGKILL");
  process.kill(process.pid, "SIGKILL");
}, pollMs).unref();
