import { expect, test } from "vitest";
import { pageLocale } from "./page-locale.ts";

const choose = (sources: { parameter?: string; order?: string; accepted?: string }) => {
  const { texts, locale } = pageLocale({
    parameter: sources.parameter ?? null,
    order: sources.order,
    accepted: sources.accepted ?? null,
  });
  return `${texts.language} ${locale}`;
};

test.each([
  [{}, "en en-US"],
  [{ accepted: "fr-CA,fr;q=0.9,en;q=0.8" }, "fr fr-CA"],
  [{ accepted: "en;q=0.5, fr;q=0.9" }, "fr fr-FR"],
  [{ accepted: "fr;q=0, en-GB" }, "en en-GB"],
  [{ accepted: "*" }, "en en-US"],
  [{ order: "fr-FR", accepted: "en-US" }, "fr fr-FR"],
  [{ parameter: "en_GB", order: "fr-FR", accepted: "fr" }, "en en-GB"],
  [{ parameter: "not a locale", order: "fr" }, "fr fr-FR"],
  // A language without texts: English, with the payer's amounts.
  [{ order: "de-DE" }, "en de-DE"],
  [{ accepted: "de" }, "en de"],
])("%j leads to %s", (sources, expected) => {
  expect(choose(sources)).toBe(expected);
});
