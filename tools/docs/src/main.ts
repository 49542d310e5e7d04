// `npm run docs`: writes the pages that are generated from code.
import { writeFileSync } from "node:fs";
import { lifecycleFile, lifecyclePage } from "./lifecycle-page.ts";

writeFileSync(lifecycleFile, lifecyclePage());
