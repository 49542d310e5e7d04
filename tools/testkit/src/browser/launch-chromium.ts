import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright";
import { findInstalledChromium } from "./find-installed-chromium.ts";
import { launchBundledChromium } from "./launch-bundled-chromium.ts";

interface BrowserSource {
  readonly name: string;
  readonly launch: () => Promise<Browser>;
}

/**
 * Starts the first headless Chromium that works: the program in E2E_BROWSER (the only one tried if
 * set), Playwright's own, an installed Chrome or Chromium, the one from npm.
 * @throws Error with the reason for each program that did not start.
 */
export async function launchChromium(): Promise<Browser> {
  const failures: string[] = [];
  for (const { name, launch } of browserSources()) {
    try {
      return await launch();
    } catch (error) {
      const [reason = ""] = String(error).split("\n");
      failures.push(`${name}: ${reason}`);
    }
  }
  throw new Error(`No Chromium starts on this machine.\n${failures.join("\n")}`);
}

function browserSources(): BrowserSource[] {
  const chosen = process.env["E2E_BROWSER"];
  if (chosen) return [{ name: `E2E_BROWSER (${chosen})`, launch: () => launchProgram(chosen) }];
  const installed = findInstalledChromium();
  return [
    { name: "Playwright's own", launch: launchOwn },
    ...installed.map((program) => ({ name: program, launch: () => launchProgram(program) })),
    { name: "@sparticuz/chromium", launch: launchBundledChromium },
  ];
}

/** Checks for the program first: Playwright leaves empty folders behind if it is missing. */
async function launchOwn(): Promise<Browser> {
  const program = chromium.executablePath();
  if (!existsSync(program)) throw new Error("it is not installed");
  return chromium.launch();
}

function launchProgram(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath });
}
