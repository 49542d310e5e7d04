import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lifecycleFile, lifecyclePage } from "./lifecycle-page.ts";

test("docs/lifecycle.md is what the transition table says; scripts/draw-lifecycle.ts draws it anew", () => {
  expect(readFileSync(lifecycleFile, "utf8")).toBe(lifecyclePage());
});
