import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { architectureFile, drawPictures } from "./pictures.ts";

test("the pictures of docs/architecture.md match the code; `npm run docs` draws them", () => {
  const page = readFileSync(architectureFile, "utf8");
  expect(page).toBe(drawPictures(page));
});

test("a page without a place for a picture is refused", () => {
  expect(() => drawPictures("# Architecture\n")).toThrow("no place for the picture packages");
});
