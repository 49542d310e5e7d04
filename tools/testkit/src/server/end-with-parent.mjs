// Loaded into a server that a test or a storm starts, before its own code: when whoever started it
// is gone, it ends at once. Nobody would end it otherwise, and a run would wait for it for ever.
const pollMs = 200;
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, pollMs).unref();
