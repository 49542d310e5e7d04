import { english } from "./english.ts";
import { french } from "./french.ts";
import type { PageTexts } from "./texts.ts";

/** The language of the page's texts, and the BCP 47 locale of its amounts. */
export interface PageLocale {
  readonly texts: PageTexts;
  readonly locale: string;
}

const languages = [english, french];

/** Where a locale may be named, strongest first. */
export interface LocaleSources {
  /** The `locale` parameter of the page's URL. */
  readonly parameter: string | null;
  /** The `locale` of the order's context. */
  readonly order: string | undefined;
  /** The Accept-Language header. */
  readonly accepted: string | null;
}

/**
 * The first named locale. Texts in a language the page lacks are English; amounts still follow the locale.
 * Without any valid locale both are American English.
 */
export function pageLocale({ parameter, order, accepted }: LocaleSources): PageLocale {
  const [locale] = [parameter, order, ...acceptedLocales(accepted)].flatMap(canonical);
  const texts = languages.find(({ language }) => language === locale?.language) ?? english;
  const format = locale?.region || locale?.language !== texts.language ? locale : undefined;
  return { texts, locale: format?.baseName ?? texts.defaultLocale };
}

function acceptedLocales(header: string | null): string[] {
  return (header ?? "")
    .split(",")
    .map((entry) => {
      const [tag = "", ...parameters] = entry.split(";").map((part) => part.trim());
      const weight = parameters.find((part) => part.startsWith("q="))?.slice(2);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag);
}

/** PayPal's clients write both `fr-FR` and `fr_FR`. */
function canonical(tag: string | null | undefined): Intl.Locale[] {
  try {
    return tag ? [new Intl.Locale(tag.replaceAll("_", "-"))] : [];
  } catch {
    return [];
  }
}
