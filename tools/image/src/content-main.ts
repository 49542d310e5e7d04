// What the image holds beside its base, built and put into a folder: npm run image:content -- FOLDER
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { buildServer } from "@onekonsole/billing-testkit/server/build-server";
import { assembleImage } from "./assemble-image.ts";

const [folder] = process.argv.slice(2);
if (!folder || existsSync(folder)) {
  console.error("Usage: npm run image:content -- FOLDER, which must not be there yet");
  process.exit(2);
}
buildServer();
await assembleImage(resolve(folder));
