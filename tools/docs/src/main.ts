// `npm run docs`: writes the pages that are generated from code.
import { readFileSync, writeFileSync } from "node:fs";
import { lifecycleFile, lifecyclePage } from "./lifecycle-page.ts";
import { architectureFile, drawPictures } from "./pictures.ts";

writeFileSync(lifecycleFile, lifecyclePage());
writeFileSync(architectureFile, drawPictures(readFileSync(architectureFile, "utf8")));
