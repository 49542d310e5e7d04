import type { Language } from "../language/languages.ts";
import { en } from "../texts/en.ts";
import { fr } from "../texts/fr.ts";
import type { Texts } from "../texts/load-texts.ts";

/** The texts of every language. */
export const textsIn: Readonly<Record<Language, Texts>> = { en, fr };
