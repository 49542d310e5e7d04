import { expect, test } from "vitest";
import { acceptedLanguage } from "./accepted-language.ts";

test.each<[string | undefined, "en" | "fr"]>([
  [undefined, "en"],
  ["", "en"],
  ["fr", "fr"],
  ["fr-CA,fr;q=0.9,en;q=0.8", "fr"],
  ["FR-fr", "fr"],
  ["en;q=0.5, fr;q=0.7", "fr"],
  ["fr ; q=0.2 , en ; q=0.1", "fr"],
  ["de,fr;q=0.1", "fr"],
  ["de", "en"],
  ["*", "en"],
  ["fr;q=0", "en"],
  ["fr;q=high", "en"],
  ["frisian", "en"],
])("of %j, %s is chosen", (header, expected) => {
  expect(acceptedLanguage(header, ["en", "fr"])).toBe(expected);
});
