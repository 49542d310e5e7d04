// Characters that control a terminal or are invisible: control characters (ESC, C1, DEL),
// bidirectional controls and other format characters (zero width, BOM, tags), line and paragraph
// separators, lone surrogates, private use, and invisible letters.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Writes each character that controls a terminal or misleads its reader as `\uXXXX`, line breaks
 * included. Applied to JSON it changes only strings, and the text parses to the same value.
 */
export const escapeUnprintable = (text: string): string =>
  text.replace(unprintable, escapeCharacter);

/** The same, except for line breaks: for a text whose line breaks are trusted. */
export const escapeLines = (text: string): string =>
  text.replace(unprintable, (it) => (it === "\n" ? it : escapeCharacter(it)));

/** The same value with every string in it escaped, by default with its line breaks. */
export function escapeStrings<T>(value: T, escape = escapeUnprintable): T {
  if (typeof value === "string") return escape(value) as T;
  if (Array.isArray(value)) return value.map((it: unknown) => escapeStrings(it, escape)) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, held]) => [name, escapeStrings(held, escape)]);
  return Object.fromEntries(entries) as T;
}

const escapeCharacter = (character: string): string => character.split("").map(escapeUnit).join("");

/** The JSON escape of one UTF-16 unit. */
const escapeUnit = (unit: string): string =>
  `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
