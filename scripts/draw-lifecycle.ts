// Draws docs/lifecycle.md from the transition table: node --conditions=source --import tsx scripts/draw-lifecycle.ts
import { writeFileSync } from "node:fs";
import { lifecycleFile, lifecyclePage } from "./lifecycle/lifecycle-page.ts";

writeFileSync(lifecycleFile, lifecyclePage());
