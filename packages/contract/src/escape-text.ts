// What a terminal acts on or does not show: control characters (ESC, C1, DEL), bidirectional controls and
// other format characters (zero width, BOM, tags), line and paragraph separators, halves of surrogate pairs,
// private use, and letters that are drawn as nothing.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Writes each character that could steer a terminal or mislead its reader as `\uXXXX`, line breaks
 * included. In a text that is JSON they stand in strings only, and its meaning stays the same.
 */
export const escapeUnprintable = (text: string): string =>
  text.replace(unprintable, (character) => character.split("").map(escapeUnit).join(""));

/** The same, apart from line breaks: for a text whose lines are ours. */
export const escapeLines = (text: string): string =>
  text.split("\n").map(escapeUnprintable).join("\n");

/** The same value with every string in it escaped; by default none can begin a line of its own. */
export function escapeStrings<T>(value: T, escape = escapeUnprintable): T {
  if (typeof value === "string") return escape(value) as T;
  if (Array.isArray(value)) return value.map((it: unknown) => escapeStrings(it, escape)) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, held]) => [name, escapeStrings(held, escape)]);
  return Object.fromEntries(entries) as T;
}

/** Of one UTF-16 unit, as JSON has it. */
const escapeUnit = (unit: string): string =>
  `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
