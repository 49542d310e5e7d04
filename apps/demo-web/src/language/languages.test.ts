import { describe, expect, test } from "vitest";
import { localeFor, preferredLanguage } from "./languages.ts";

describe("the language of a visitor without a choice", () => {
  test.each([
    [["fr-FR", "fr", "en-US", "en"], "fr"],
    [["en-US", "en", "fr"], "en"],
    [["de-DE", "FR-ca", "en"], "fr"],
    [["de-DE", "pl"], "en"],
    [["frr"], "en"],
    [[], "en"],
  ])("with the browser's languages %j is %s", (browserLanguages, language) => {
    expect(preferredLanguage(browserLanguages)).toBe(language);
  });
});

describe("the locale of dates and amounts", () => {
  test.each([
    ["en", ["en-US", "en"], "en-US"],
    ["en", ["en-IE"], "en-IE"],
    ["en", ["en-150"], "en-150"],
    // The visitor's region is not that of a later language.
    ["en", ["fr-FR", "fr", "en-US", "en"], "en-GB"],
    ["en", ["de-DE", "en-US"], "en-GB"],
    ["en", ["en"], "en-GB"],
    ["en", [], "en-GB"],
    ["fr", ["fr-BE", "en"], "fr-BE"],
    ["fr", ["fr-ca"], "fr-CA"],
    ["fr", ["en-US"], "fr-FR"],
    ["fr", ["fr"], "fr-FR"],
    // A tag that Intl rejects, as Chromium has it without a system locale.
    ["en", ["en-US@posix"], "en-GB"],
  ] as const)("in %s with the browser's languages %j is %s", (language, browser, locale) => {
    expect(localeFor(language, browser)).toBe(locale);
  });
});
