import type { Language } from "../language/languages.ts";
import { en } from "./en.ts";
import type { OrderCodeTexts } from "./order-codes.ts";

/**
 * Every text of the shop. English defines which there are; another language has exactly these, and those of the
 * service's codes.
 */
export type Texts = typeof en & { readonly orderCodes?: OrderCodeTexts };

export interface LanguageTexts {
  readonly language: Language;
  readonly texts: Texts;
  /** The language that was asked for, whose texts could not be loaded. */
  readonly missing?: Language;
}

/** Loaded with the page. */
export const english: LanguageTexts = { language: "en", texts: en };

const loaders: Readonly<Record<Language, () => Promise<LanguageTexts>>> = {
  en: async () => english,
  fr: async () => ({ language: "fr", texts: (await import("./fr.ts")).fr }),
};

/** Loads the texts of a language; resolves with English, and what is missing, if the request fails. */
export const loadTexts = (language: Language): Promise<LanguageTexts> =>
  loaders[language]().catch(() => ({ ...english, missing: language }));
