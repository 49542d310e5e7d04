import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const testkit = join(import.meta.dirname, "..", "..");
const cache = join(testkit, "..", "..", ".cache");

/**
 * Unpacks @sparticuz/chromium unless it is unpacked already; takes about two seconds.
 * @returns the folder that contains `chromium`, `al2023/lib`, `fonts` and `fonts.conf`.
 * @throws Error if the package has no program for this machine.
 */
export async function unpackChromium(): Promise<string> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(`@sparticuz/chromium has no program for ${process.platform}-${process.arch}.`);
  }
  const folder = join(cache, `chromium-${packageVersion()}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, "chromium-draft-"));
  try {
    await inflateInto(draft);
    await writeFile(join(draft, "fonts.conf"), fontsConfiguration(folder));
    // Unpacking takes time; after the rename, other workers find the complete folder.
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

function packageVersion(): string {
  const manifest = join(testkit, "node_modules", "@sparticuz", "chromium", "package.json");
  if (!existsSync(manifest)) throw new Error("This optional dependency isn't installed.");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

/** Runs in a separate process: the package writes to the temporary folder and sets variables. */
async function inflateInto(folder: string): Promise<void> {
  const script = `
    import chromium from "@sparticuz/chromium";
    await chromium.executablePath();`;
  await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
    cwd: testkit,
    // The package adds the system libraries (al2023) only if the environment is Lambda's.
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" },
  });
}

/** Without a font, text has no height and counts as hidden; the package's own file refers to /tmp. */
function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, "fonts")}</dir>
  <cachedir>${join(folder, "font-cache")}</cachedir>
</fontconfig>
`;
}
