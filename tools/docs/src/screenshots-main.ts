// `npm run screenshots`: writes docs/images from the demo web in front of the sandbox.
import { takeScreenshots } from "./screenshots/take-screenshots.ts";

for (const file of await takeScreenshots()) console.log(file);
