import { run } from "./run.ts";
import { openTerminal } from "./terminal.ts";

// A reader such as `head` has closed the pipe: stop without an error.
process.stdout.on("error", () => process.exit());

const terminal = openTerminal(process);
process.exitCode = await run(process.argv.slice(2), { environment: process.env, terminal });
