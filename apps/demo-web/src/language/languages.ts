/** The languages of the page, in the order of the switch; the first is the default. */
export const languages = ["en", "fr"] as const;
export type Language = (typeof languages)[number];

/** Each language's name, in that language. */
export const languageNames: Readonly<Record<Language, string>> = { en: "English", fr: "Français" };

// Not American: a browser without an English region is most likely a European one.
const defaultLocales: Readonly<Record<Language, string>> = { en: "en-GB", fr: "fr-FR" };

/** The first of the browser's languages that the page has, otherwise the default. */
export const preferredLanguage = (browserLanguages: readonly string[]): Language =>
  browserLanguages.map(toLanguage).find((it) => it !== undefined) ?? languages[0];

/** The language of a tag such as `fr-CA`; undefined for one that the page does not have. */
export const toLanguage = (tag: string | null): Language | undefined =>
  languages.find((it) => it === tag?.split("-")[0]?.toLowerCase());

/**
 * The locale of dates, times and amounts: the visitor's region where the visitor's first language is
 * the one shown. Later ones do not count: French browsers usually list `en-US` at the end.
 */
export function localeFor(language: Language, browserLanguages: readonly string[]): string {
  const [first = ""] = browserLanguages;
  const hasRegion = /^[a-z]{2}-(?:[a-z]{2}|\d{3})$/i.test(first);
  if (!hasRegion || toLanguage(first) !== language) return defaultLocales[language];
  // PayPal rejects a tag in another case.
  return new Intl.Locale(first).baseName;
}
