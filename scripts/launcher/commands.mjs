import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

// tsx runs the TypeScript sources; the condition resolves workspace packages to src.
const typeScript = ["--conditions=source", "--import", "tsx"];
const stopWithLauncher = new URL("stop-with-launcher.mjs", import.meta.url).href;

/** @type {Readonly<Record<string, (bin: (program: string) => string) => [string, ...string[]]>>} */
const commands = {
  dev: (bin) => script(bin, "dev"),
  test: (bin) => script(bin, "test"),
  bench: (bin) => tool(bin, "bench/src/main.ts"),
  chaos: (bin) => tool(bin, "chaos/src/main.ts"),
  fuzz: (bin) => tool(bin, "fuzz/src/main.ts"),
  billing: (bin) => script(bin, "billing"),
  example: (bin) => script(bin, "example"),
  sandbox: (bin) => source(bin, join("packages", "sandbox", "src", "bin.ts")),
  "image:content": (bin) => tool(bin, "image/src/content-main.ts"),
  "image:check": (bin) => tool(bin, "image/src/check-main.ts"),
  docs: (bin) => tool(bin, "docs/src/main.ts"),
  screenshots: (bin) => tool(bin, "docs/src/screenshots-main.ts"),
  sbom: (bin) => tool(bin, "image/src/sbom-main.ts"),
  lint: (bin) => [bin("turbo"), "run", "format", "lint", "unused", "--output-logs=new-only"],
  build: (bin) => [bin("turbo"), "run", "build"],
  format: (bin) => [bin("oxfmt")],
  api: (bin) => tool(bin, "compatibility/src/api-main.ts"),
  changeset: (bin) => [bin("changeset")],
  compatibility: (bin) => tool(bin, "compatibility/src/main.ts"),
  release: (bin) => tool(bin, "compatibility/src/release-main.ts"),
};

export const commandNames = Object.keys(commands);

/** Commands that read from the terminal; all others get no input. */
export const interactiveCommands = ["billing", "changeset"];

/**
 * The program and the arguments of a command.
 * @param {string} root the repository
 * @param {string} name one of `commandNames`
 * @param {string[]} args the user's arguments
 * @returns {[string, ...string[]]}
 */
export function commandLine(root, name, args) {
  const bin = (/** @type {string} */ program) => join(root, "node_modules", ".bin", program);
  const command = commands[name];
  if (!command) throw new Error(`There is no command ${name}.`);
  return [...command(bin), ...args];
}

/**
 * @param {(program: string) => string} bin
 * @param {string} name
 */
const script = (bin, name) => source(bin, join("scripts", `${name}.ts`));

/**
 * @param {(program: string) => string} bin
 * @param {string} file
 */
const tool = (bin, file) => source(bin, join("tools", file));

/**
 * @param {(program: string) => string} bin
 * @param {string} file
 * @returns {[string, ...string[]]}
 */
function source(bin, file) {
  return [bin("node"), "--import", stopWithLauncher, ...typeScript, file];
}

/**
 * The environment of a command: PATH begins with the repository's programs and the pnpm for turbo.
 * @param {string} root
 * @param {string} pnpmFolder
 * @returns {NodeJS.ProcessEnv}
 */
export function environment(root, pnpmFolder) {
  const path = [join(root, "node_modules", ".bin"), pnpmFolder, process.env["PATH"]];
  return {
    ...process.env,
    PATH: path.filter(Boolean).join(delimiter),
    LAUNCHER_PID: String(process.pid),
    // A command starts some hundred Node processes of the same programs.
    NODE_COMPILE_CACHE: join(root, ".cache", "compile"),
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_NO_UPDATE_NOTIFIER: "1",
  };
}

/**
 * Whether the optional dependency `node` is installed: it has no program for some machines.
 * @param {string} root
 */
export function hasOwnNode(root) {
  return existsSync(join(root, "node_modules", ".bin", "node"));
}
