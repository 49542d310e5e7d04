import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { linkDependencies, linkPackage } from "./link-dependencies.ts";
import { packPackages, type PackedPackage, publishedFolders } from "./pack-packages.ts";

const root = join(import.meta.dirname, "..", "..");
const app = mkdtempSync(join(tmpdir(), "billing-packages-"));
let packages: readonly PackedPackage[] = [];
const packed = (source: string): PackedPackage =>
  packages.find((it) => it.source === join(root, source))!;

beforeAll(async () => {
  packages = await packPackages(app);
  linkDependencies(app, packages);
  for (const name of ["typescript", "@types/node"])
    linkPackage(app, join(root, "node_modules", name), name);
  cpSync(join(import.meta.dirname, "app"), app, { recursive: true });
  writeFileSync(join(app, "readme.ts"), exampleOf(packed("packages/client")));
});
afterAll(() => rm(app, { recursive: true, force: true }));

/** The first program of a README. */
const exampleOf = ({ folder }: PackedPackage): string =>
  /```ts\n(.*?)```/s.exec(readFileSync(join(folder, "README.md"), "utf8"))?.[1] ?? "";

/** Runs a program of the app in its folder; resolves with its output, also that of a program that fails. */
async function run(program: string): Promise<string> {
  const result = promisify(execFile)(process.execPath, [program], { cwd: app });
  const { stdout, stderr } = await result.catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  return stdout + stderr;
}

describe.each(publishedFolders)("%s", (source) => {
  test("ships exactly the reviewed files", async () => {
    const { files } = packed(source);
    // Shared chunks are named by the bundler, sources by their authors.
    const names = files
      .filter((file) => !file.startsWith("src/"))
      .map((file) => file.replace(/[^/]+-[\w-]{8}(?=\.(?:d\.ts|js)(?:\.map)?$)/, "(chunk)"));
    const list = `${[...new Set(names)].join("\n")}\n`;
    await expect(list).toMatchFileSnapshot(`contents/${source.replace("/", "-")}.txt`);
  });

  test("ships no test", () => {
    const { files } = packed(source);
    expect(files.filter((file) => /\.(?:test|test-d|fixture)\./.test(file))).toEqual([]);
  });

  test("exports only files that it ships", () => {
    const { manifest, files } = packed(source);
    const targets = Object.values(manifest.exports).flatMap((it) => Object.values(it));
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((target) => !files.includes(target.slice(2)))).toEqual([]);
    expect(JSON.stringify(manifest)).not.toMatch(/workspace:|catalog:|"source"/);
  });

  test("passes publint", async () => {
    const { manifest, tarball } = packed(source);
    const data = readFileSync(tarball);
    const buffer = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
    const { messages } = await publint({ pack: { tarball: buffer }, strict: true });
    expect(messages.map((it) => formatMessage(it, manifest as never))).toEqual([]);
  });
});

// The server has no types: it is a program.
test.each(publishedFolders.filter((it) => it !== "apps/billing-server"))(
  "the types of %s resolve in ES modules",
  async (source) => {
    const { tarball } = packed(source);
    const found = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
    if (!found.types) throw new Error("The package has no types.");
    // As attw's profile `esm-only`: neither CommonJS nor the resolution of TypeScript before 4.7.
    const relevant = found.problems.filter(
      (it) =>
        it.kind !== "CJSResolvesToESM" &&
        !("resolutionKind" in it && ["node10", "node16-cjs"].includes(it.resolutionKind)),
    );
    expect(relevant).toEqual([]);
  },
);

interface Output {
  readonly fileName: string;
  readonly code: string;
  readonly isEntry: boolean;
  readonly imports: readonly string[];
}

/** The code of the entry and of the chunks that it imports statically. */
function loadedAtStart(output: readonly Output[]): readonly string[] {
  const names = output.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
  // Names are added while they are read, so that imports of imports are found.
  for (const name of names)
    for (const imported of output.find(({ fileName }) => fileName === name)?.imports ?? [])
      if (!names.includes(imported)) names.push(imported);
  return output.filter(({ fileName }) => names.includes(fileName)).map(({ code }) => code);
}

// Otherwise a strict layout of node_modules hides them from the test kit.
test("the client has the packages of the real service as optional peers of its own version", () => {
  const { version, peerDependencies, peerDependenciesMeta } = packed("packages/client").manifest;
  const names = ["billing-server", "billing-sandbox", "embedded-postgres"];
  for (const name of names.map((it) => `@onekonsole/${it}`)) {
    expect(peerDependencies).toHaveProperty([name], version);
    expect(peerDependenciesMeta).toHaveProperty([name], { optional: true });
  }
});

describe("an app that installs the packages", () => {
  test("compiles strictly, with the types of libraries checked", async () => {
    expect(await run(join("node_modules", "typescript", "bin", "tsc"))).toBe("");
  });

  test("buys a cluster with the README's program, on the main thread and in a worker", async () => {
    expect(await run("readme.ts")).toBe("provisioned\n");
    expect(await run("in-worker.ts")).toBe("provisioned\n");
  });

  test("buys a cluster of the real service with simulated upstreams, and leaves nothing", async () => {
    expect(await run("buy-for-real.ts")).toBe("provisioned\nstopped\n");
  });

  test("loads at most 13.5 kB of the client in a page, compressed", async () => {
    const result = await build({
      root: app,
      logLevel: "silent",
      configFile: false,
      build: { write: false, rolldownOptions: { input: join(app, "page.ts") } },
    });
    const { output } = (Array.isArray(result) ? result[0] : result) as { output: Output[] };
    const code = loadedAtStart(output).join("");
    expect(code).toContain("/trpc");
    expect(gzipSync(code).length).toBeLessThanOrEqual(13_500);
  });
});
