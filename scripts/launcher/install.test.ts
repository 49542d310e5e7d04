import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ensureInstalled } from "./install.mjs";

let root: string;
const write = (file: string, text: string) => {
  mkdirSync(join(root, dirname(file)), { recursive: true });
  writeFileSync(join(root, file), text);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "install-"));
  write("package.json", `{ "packageManager": "pnpm@1.2.3" }`);
  write("pnpm-lock.yaml", "lock");
  write("pnpm-workspace.yaml", "packages:\n  - apps/*\n  - packages/*\n  - test\n");
  write("apps/one/package.json", "{}");
  write("packages/two/package.json", "{}");
  write("test/package.json", "{}");
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

/** Imitates npx: prints the path of pnpm and fills node_modules. */
const installer = () =>
  vi.fn(() => {
    write("node_modules/.bin/node", "");
    write("npx/pnpm", "");
    return Promise.resolve({ exitCode: 0, output: `warning\n${root}/npx/pnpm\nDone` });
  });

describe("ensureInstalled", () => {
  test("installs with the pinned pnpm and the frozen lockfile", async () => {
    const run = installer();
    expect(await ensureInstalled(root, run)).toEqual({ pnpmFolder: join(root, "npx") });
    expect(run).toHaveBeenCalledExactlyOnceWith(
      "npx",
      ["--yes", "--package=pnpm@1.2.3", "-c", expect.stringContaining("install --frozen-lockfile")],
      { cwd: root, output: "collect" },
    );
  });

  test("installs once, then runs nothing", async () => {
    await ensureInstalled(root, installer());
    const again = installer();
    expect(await ensureInstalled(root, again)).toMatchObject({ pnpmFolder: join(root, "npx") });
    expect(again).not.toHaveBeenCalled();
  });

  test.each([
    ["package.json", `{ "packageManager": "pnpm@1.2.4" }`],
    ["pnpm-lock.yaml", "another"],
    ["pnpm-workspace.yaml", "another"],
    ["apps/one/package.json", `{ "name": "one" }`],
    ["packages/three/package.json", "{}"],
  ])("installs again when %s changes", async (file, text) => {
    await ensureInstalled(root, installer());
    write(file, text);
    const again = installer();
    await ensureInstalled(root, again);
    expect(again).toHaveBeenCalledOnce();
  });

  test("installs again when the folder of pnpm is gone", async () => {
    await ensureInstalled(root, installer());
    rmSync(join(root, "npx"), { recursive: true });
    const again = installer();
    await ensureInstalled(root, again);
    expect(again).toHaveBeenCalledOnce();
  });

  test("retries once when the network fails", async () => {
    const run = installer();
    run.mockResolvedValueOnce({ exitCode: 1, output: "npm error code ECONNRESET" });
    await ensureInstalled(root, run);
    expect(run).toHaveBeenCalledTimes(2);
  });

  test("reports the failure, and installs again the next time", async () => {
    const failing = vi
      .fn()
      .mockResolvedValue({ exitCode: 1, output: "ERR_PNPM_OUTDATED_LOCKFILE" });
    await expect(ensureInstalled(root, failing)).rejects.toThrow(/ERR_PNPM_OUTDATED_LOCKFILE/);
    expect(failing).toHaveBeenCalledOnce();
    const again = installer();
    await ensureInstalled(root, again);
    expect(again).toHaveBeenCalledOnce();
  });
});
