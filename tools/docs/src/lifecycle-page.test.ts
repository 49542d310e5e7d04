import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lifecycleFile, lifecyclePage } from "./lifecycle-page.ts";

test("docs/lifecycle.md matches the transition table; `npm run docs` writes it", () => {
  expect(readFileSync(lifecycleFile, "utf8")).toBe(lifecyclePage());
});
