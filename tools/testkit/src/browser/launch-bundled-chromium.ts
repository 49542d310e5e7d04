import { join } from "node:path";
import { type Browser, chromium } from "playwright";
import { unpackChromium } from "./unpack-chromium.ts";

/** Starts the Chromium of the npm package, which needs no libraries or fonts of the system. */
export async function launchBundledChromium(): Promise<Browser> {
  const folder = await unpackChromium();
  return chromium.launch({
    executablePath: join(folder, "chromium"),
    // The package's own arguments disable web security and site isolation, which a checkout needs.
    args: ["--no-sandbox", "--no-zygote", "--disable-gpu"],
    // Set for the browser alone: these libraries break other programs.
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
    },
  });
}
