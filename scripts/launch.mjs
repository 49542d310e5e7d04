// Runs every `npm run` command: installs the dependencies if needed, then starts the command on the
// repository's own Node. Plain JavaScript without dependencies, because it runs before the installation.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  interactiveCommands,
  commandLine,
  commandNames,
  environment,
} from "./launcher/commands.mjs";
import { ensureInstalled } from "./launcher/install.mjs";
import { createSupervisor } from "./launcher/supervisor.mjs";

const oldestNode = 18;
const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** @param {string} message */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

const [name = "", ...args] = process.argv.slice(2);
if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  fail(`Node ${oldestNode} or newer is needed to start; this is ${process.versions.node}.`);
}
if (!commandNames.includes(name)) fail(`Usage: npm run ${commandNames.join(" | ")}`);

const supervisor = createSupervisor();
try {
  const { pnpmFolder } = await ensureInstalled(root, supervisor.run);
  const [program, ...programArgs] = commandLine(root, name, args);
  const { exitCode } = await supervisor.run(program, programArgs, {
    cwd: root,
    env: environment(root, pnpmFolder),
    input: interactiveCommands.includes(name) ? "inherit" : "ignore",
    output: "inherit",
  });
  process.exit(exitCode);
} catch (error) {
  if (supervisor.stopping()) process.exit(130);
  fail(error instanceof Error ? error.message : String(error));
}
