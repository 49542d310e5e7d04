import { expect, test } from "vitest";
import { fonts } from "../receipts/fonts.ts";
import { isPrintable } from "./document-text.ts";

test("every character that a document may have is in its fonts", () => {
  const characters = Array.from({ length: 0x11_0000 }, (_, code) => code).filter((code) =>
    isPrintable(String.fromCodePoint(code)),
  );
  expect(characters.length).toBeGreaterThan(1_500);
  for (const font of Object.values(fonts))
    expect(characters.filter((code) => !font.hasGlyphForCodePoint(code))).toEqual([]);
});

test.each(["L’Œuvre d’été, 1 000 €", "Ελληνικά", "Українська ґ", "Kraków — №7 (ß)"])(
  "documents may have %s",
  (text) => expect(isPrintable(text)).toBe(true),
);

test.each(["日本語", "العربية", "שלום", "ไทย", "café ☕", "👍", "a\nb", "a\u0000", "a\ud800"])(
  "documents may not have %j",
  (text) => expect(isPrintable(text)).toBe(false),
);
