// Builds the image's content, without the base image, into a folder: npm run image:content -- FOLDER
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { buildServer } from "@onekonsole/billing-testkit/server/build-server";
import { assembleImage } from "./assemble-image.ts";

const [folder] = process.argv.slice(2);
if (!folder || existsSync(folder)) {
  console.error("Usage: npm run image:content -- FOLDER, which must not exist");
  process.exit(2);
}
buildServer();
await assembleImage(resolve(folder));
