#!/usr/bin/env node
import { runCli, sandboxUrl } from "./cli/run-cli.ts";

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => stop.abort());

process.exitCode = await runCli(process.argv.slice(2), {
  url: sandboxUrl(process.env),
  print: (text) => console.log(text),
  note: (text) => console.error(text),
  stopped: stop.signal,
});
