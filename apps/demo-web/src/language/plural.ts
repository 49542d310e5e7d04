import type { Language } from "./languages.ts";

/** The forms of a text by its number. French "many", from a million on, is as "other". */
interface Forms {
  readonly one: string;
  readonly other: string;
}

/** Chooses a form by the number, as the language's rules say. */
export function pluralIn(language: Language): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  return (count, { one, other }) => (rules.select(count) === "one" ? one : other);
}
