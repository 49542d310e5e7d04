import type { Language } from "../language/languages.ts";
import { en } from "./en.ts";

/** Every text of the shop. English defines which there are; another language has exactly these. */
export type Texts = typeof en;

export interface LanguageTexts {
  readonly language: Language;
  readonly texts: Texts;
}

/** Loaded with the page. */
export const english: LanguageTexts = { language: "en", texts: en };

const loaders: Readonly<Record<Language, () => Promise<LanguageTexts>>> = {
  en: async () => english,
  fr: async () => ({ language: "fr", texts: (await import("./fr.ts")).fr }),
};

/** Loads the texts of a language; resolves with English if the request fails. */
export const loadTexts = (language: Language): Promise<LanguageTexts> =>
  loaders[language]().catch(() => english);
