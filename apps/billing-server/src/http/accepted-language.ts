interface Choice {
  /** Without its region: "fr" for "fr-CA". */
  readonly language: string;
  readonly quality: number;
}

/**
 * The language of an Accept-Language header (RFC 9110, section 12.5.4) that is preferred among the
 * supported ones. A region is ignored; "*" is the first supported language, which is also returned if
 * none is accepted.
 */
export function acceptedLanguage<Language extends string>(
  header: string | undefined,
  supported: readonly [Language, ...Language[]],
): Language {
  const choices = (header ?? "").split(",").map(toChoice);
  for (const { language, quality } of choices.toSorted((a, b) => b.quality - a.quality)) {
    const found = supported.find((each) => each === language || language === "*");
    if (found !== undefined && quality > 0) return found;
  }
  return supported[0];
}

function toChoice(range: string): Choice {
  const [tag = "", ...parameters] = range
    .trim()
    .toLowerCase()
    .split(/\s*;\s*/);
  const weight = parameters.find((parameter) => parameter.startsWith("q="));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  const [language = ""] = tag.split("-");
  return { language, quality: Number.isNaN(quality) ? 0 : quality };
}
