import { run } from "./run.ts";
import { openTerminal } from "./terminal.ts";

// Whoever read our output, `head` for instance, has seen enough.
process.stdout.on("error", () => process.exit());

const terminal = openTerminal(process);
process.exitCode = await run(process.argv.slice(2), { environment: process.env, terminal });
