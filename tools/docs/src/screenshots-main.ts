// `npm run screenshots`: writes docs/images from the demo web in front of the sandbox.
// `npm run screenshots -- --all [FOLDER]`: every page and state instead, by default into .cache/screenshots.
import { join } from "node:path";
import { takeGallery } from "./screenshots/take-gallery.ts";
import { takeScreenshots } from "./screenshots/take-screenshots.ts";

const [option, folder = join(import.meta.dirname, "../../../.cache/screenshots")] =
  process.argv.slice(2);
if (option === "--all") {
  const count = await takeGallery(folder);
  console.log(`${count} pictures: ${join(folder, "index.html")}`);
} else for (const file of await takeScreenshots()) console.log(file);
