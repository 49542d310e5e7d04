import { lintChecks } from "./checks.ts";
import { runChecks } from "./run-check.ts";

process.exitCode = (await runChecks(lintChecks)) === 0 ? 0 : 1;
