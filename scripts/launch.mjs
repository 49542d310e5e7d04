// Behind every `npm run`: installs what is missing, then runs the command on the repository's own
// Node. Plain JavaScript without dependencies, because it runs before anything is installed.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { askingCommands, commandLine, commandNames, environment } from "./launcher/commands.mjs";
import { ensureInstalled } from "./launcher/install.mjs";
import { createSupervisor } from "./launcher/supervisor.mjs";

const oldestNode = 18;
const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** @param {string} message */
function refuse(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

const [name = "", ...args] = process.argv.slice(2);
if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  refuse(`Node ${oldestNode} or newer is needed to start; this is ${process.versions.node}.`);
}
if (!commandNames.includes(name)) refuse(`Usage: npm run ${commandNames.join(" | ")}`);

const supervisor = createSupervisor();
try {
  const { pnpmFolder } = await ensureInstalled(root, supervisor.run);
  const [program, ...programArgs] = commandLine(root, name, args);
  const { exitCode } = await supervisor.run(program, programArgs, {
    cwd: root,
    env: environment(root, pnpmFolder),
    input: askingCommands.includes(name) ? "inherit" : "ignore",
    output: "inherit",
  });
  process.exit(exitCode);
} catch (error) {
  if (supervisor.stopping()) process.exit(130);
  refuse(error instanceof Error ? error.message : String(error));
}
