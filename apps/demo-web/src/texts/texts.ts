import type { Language } from "../language/languages.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

/** Every text of the shop. English defines which there are; another language has exactly these. */
export type Texts = typeof en;

// Both are loaded with the page: French takes less than a second request would take.
export const textsIn: Readonly<Record<Language, Texts>> = { en, fr };
