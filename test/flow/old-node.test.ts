import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";

const apps = join(import.meta.dirname, "..", "..", "apps");
const programs = [
  ["billing-server", "main"],
  ["billing-server", "migrate"],
  ["billing-cli", "main"],
] as const;

// Imitates Node 20, and makes every package fail to load, as some do there.
const asOnNode20 = `
  import { registerHooks } from "node:module";
  const versions = { ...process.versions, node: "20.20.2" };
  Object.defineProperty(process, "versions", { value: versions });
  registerHooks({
    resolve: (specifier, context, next) => {
      if (/^(?:[./]|file:|node:)/.test(specifier)) return next(specifier, context);
      throw new Error(specifier + " was loaded");
    },
  });`;

describe("an unsupported version of Node", () => {
  test.each(programs)("is reported by %s/%s before any dependency is loaded", (app, name) => {
    const preload = `data:text/javascript,${encodeURIComponent(asOnNode20)}`;
    const entry = join(apps, app, "src", `${name}.ts`);
    const { status, stderr } = spawnSync(process.execPath, ["--import", preload, entry]);
    expect(stderr.toString()).toMatch(/requires Node 24 or newer; this is Node 20\.20\.2\.\n$/);
    expect(status).toBe(1);
  });

  const old = findOldNode();
  const build = (app: string, name: string) => join(apps, app, "dist", `${name}.js`);
  const isBuilt = programs.every(([app, name]) => existsSync(build(app, name)));

  test.skipIf(!old || !isBuilt).each(programs)(
    "on this machine exits with the requirement: %s/%s",
    (app, name) => {
      const { status, stderr } = spawnSync(old ?? "", [build(app, name)]);
      expect(stderr.toString()).toMatch(/^.* requires Node 24 or newer; this is Node [\d.]+\.\n$/);
      expect(status).toBe(1);
    },
  );
});

/** The machine's own Node if it is too old for the service and supports modules. */
function findOldNode(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = folders.map((folder) => join(folder, "node")).filter((it) => existsSync(it));
  return found.find((program) => {
    const version = execFileSync(program, ["--version"], { encoding: "utf8" });
    const major = Number.parseInt(version.slice(1), 10);
    return major >= 16 && major < 24;
  });
}
