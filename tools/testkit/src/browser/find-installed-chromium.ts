import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const programs = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];
const macProgram = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** The absolute paths of Chrome and Chromium on PATH and in Chrome's folder on macOS, best first. */
export function findInstalledChromium(path = process.env["PATH"] ?? ""): string[] {
  const folders = path.split(delimiter).filter(Boolean);
  const onPath = programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  return [...onPath, macProgram].filter(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
