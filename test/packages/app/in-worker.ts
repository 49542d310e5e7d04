import { Worker } from "node:worker_threads";

// Runs the README's program on another thread, with the same output.
const worker = new Worker(new URL("readme.ts", import.meta.url));
worker.once("error", (error) => {
  throw error;
});
