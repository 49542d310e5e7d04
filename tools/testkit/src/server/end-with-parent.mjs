// Preloaded into a server that a test or a chaos run starts: it ends the server when the parent process
// exits. Otherwise the server would stay, and the run would wait for it forever.
import { flushCompileCache } from "node:module";

const pollMs = 200;
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, pollMs).unref();

// Node writes its compile cache at a normal exit, but most of these servers are killed. By this time the
// server has started, so that the cache has the functions that a start needs.
const startMs = 2_000;
setTimeout(flushCompileCache, startMs).unref();
