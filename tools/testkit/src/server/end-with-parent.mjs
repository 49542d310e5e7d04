// Preloaded into a server that a test or a chaos run starts: it ends the server when the parent process
// exits. Otherwise the server would stay, and the run would wait for it forever.
const pollMs = 200;
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, pollMs).unref();
