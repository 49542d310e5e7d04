import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hasOwnNode } from "./commands.mjs";

const networkFailure =
  /ECONNRESET|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EPIPE|socket hang up|network|fetch failed|error sending request|\b50[234]\b/i;
const shownLines = 40;

/**
 * @typedef {{ exitCode: number, output: string }} Finished
 * @typedef {(program: string, args: string[], options: { cwd: string, output: "collect" }) => Promise<Finished>} Run
 */

/**
 * Installs the locked dependencies. Without a change since the last installation, it runs nothing and
 * contacts no registry.
 * @param {string} root the repository
 * @param {Run} run
 * @returns {Promise<{ pnpmFolder: string }>} the folder of the pinned pnpm
 */
export async function ensureInstalled(root, run) {
  const current = fingerprint(root);
  const stamp = readStamp(root);
  if (stamp?.fingerprint === current && existsSync(join(stamp.pnpmFolder, "pnpm"))) return stamp;
  process.stderr.write("Installing dependencies…\n");
  const startedAt = performance.now();
  const output = await install(root, run);
  if (!hasOwnNode(root)) {
    throw new Error(
      `The npm package "node" has no program for ${process.platform}-${process.arch}.`,
    );
  }
  process.stderr.write(`Installed in ${Math.round((performance.now() - startedAt) / 1000)} s.\n`);
  const pnpmFolder = pnpmFolderIn(output);
  writeFileSync(stampFile(root), JSON.stringify({ fingerprint: current, pnpmFolder }));
  return { pnpmFolder };
}

/**
 * @param {string} root
 * @param {Run} run
 */
async function install(root, run) {
  const pnpm = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).packageManager;
  // npx provides pnpm at the pinned version, whatever is installed; the script prints its path.
  const script = "command -v pnpm && pnpm install --frozen-lockfile";
  const npxArgs = ["--yes", `--package=${pnpm}`, "-c", script];
  for (let attempt = 1; ; attempt += 1) {
    const { exitCode, output } = await run("npx", npxArgs, { cwd: root, output: "collect" });
    if (exitCode === 0) return output;
    if (attempt === 2 || !networkFailure.test(output)) {
      const end = output.trim().split("\n").slice(-shownLines).join("\n");
      throw new Error(`${end}\nInstalling the dependencies failed (exit code ${exitCode}).`);
    }
    process.stderr.write("The network failed; retrying once.\n");
  }
}

/** @param {string} output */
function pnpmFolderIn(output) {
  const path = output.split("\n").find((line) => /^\/.*\/pnpm$/.test(line));
  if (!path) throw new Error(`npx did not print the path of pnpm:\n${output}`);
  return path.slice(0, -"/pnpm".length);
}

/**
 * A digest of everything that determines the content of node_modules.
 * @param {string} root the repository
 */
function fingerprint(root) {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests(root)]) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

/**
 * The manifests of the root and of every package that pnpm-workspace.yaml names.
 * @param {string} root
 */
function manifests(root) {
  const workspace = readFileSync(join(root, "pnpm-workspace.yaml"), "utf8");
  const patterns = [...workspace.matchAll(/^ {2}- ([^\s*]+?)(\/\*)?$/gm)];
  const members = patterns.flatMap(([, folder = "", isParent]) =>
    isParent && existsSync(join(root, folder))
      ? readdirSync(join(root, folder)).map((name) => join(folder, name))
      : [folder],
  );
  return ["", ...members.toSorted()]
    .map((folder) => join(folder, "package.json"))
    .filter((file) => existsSync(join(root, file)));
}

/** @param {string} root */
function stampFile(root) {
  return join(root, "node_modules", ".launcher-stamp.json");
}

/**
 * The path of the pinned pnpm, from the last installation.
 * @param {string} root the repository
 */
export function installedPnpm(root) {
  const stamp = readStamp(root);
  if (!stamp)
    throw new Error(
      "The dependencies are not installed. Run any npm command of this repository, for example npm run build.",
    );
  return join(stamp.pnpmFolder, "pnpm");
}

/**
 * @param {string} root
 * @returns {{ fingerprint: string, pnpmFolder: string } | undefined}
 */
function readStamp(root) {
  try {
    return JSON.parse(readFileSync(stampFile(root), "utf8"));
  } catch {
    return undefined;
  }
}
