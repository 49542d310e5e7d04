import { describe, expect, test } from "vitest";
import { languages } from "../language/languages.ts";
import { textsIn } from "../testing/texts.fixture.ts";

/** Every text with its path; a function of values is called with numbers that have different plurals. */
function listTexts(value: unknown, path = ""): readonly (readonly [string, unknown])[] {
  if (typeof value === "function") {
    return [1, 2].map(
      (count) => [`${path}(${count})`, String(value(count, count, count))] as const,
    );
  }
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => listTexts(part, `${path}/${key}`));
}

describe.each(languages)("each text in %s", (language) => {
  const texts = listTexts(textsIn[language]);

  test("is not empty, and has no value that is missing", () => {
    for (const [path, text] of texts) {
      expect(text, path).toMatch(/\S/);
      expect(text, path).not.toMatch(/undefined|null|NaN|object/);
    }
  });

  test("has one space between words, and typographic ellipses", () => {
    for (const [path, text] of texts) expect(text, path).not.toMatch(/ {2}|^ | $|\.\.\./);
  });
});

test("each French text has the no-break spaces and apostrophes of French typography", () => {
  for (const [path, text] of listTexts(textsIn.fr)) {
    expect(text, path).not.toMatch(/[^\u202f][:;!?»](?:\s|$)|«[^\u202f]|'/);
  }
});
