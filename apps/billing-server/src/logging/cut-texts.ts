const maxTextLength = 1_024;
const maxStackLength = 8_192;
// A word of up to this length is not divided.
const maxWordLength = 128;

/**
 * Truncates every string of a JSON line to 1,024 characters, and stack traces to 8,192: an upstream's
 * response in an error may be megabytes, and scrubbing takes time per character. A line without a longer
 * string is returned unchanged.
 */
export function cutTexts(line: string): string {
  if (line.length <= maxTextLength) return line;
  let isCut = false;
  const shorten = (name: string, value: unknown): unknown => {
    const maxLength = name === "stack" ? maxStackLength : maxTextLength;
    if (typeof value !== "string" || value.length <= maxLength) return value;
    isCut = true;
    return cutText(value, maxLength);
  };
  try {
    const parsed: unknown = JSON.parse(line, shorten);
    return isCut ? `${JSON.stringify(parsed)}\n` : line;
  } catch {
    return cutText(line, maxStackLength);
  }
}

/**
 * Truncates before a word: half a secret would not be recognised and redacted. Appends the original
 * length.
 */
function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const space = text.lastIndexOf(" ", maxLength);
  const end = space >= maxLength - maxWordLength ? space : maxLength;
  return `${text.slice(0, end)}… (${text.length} characters)`;
}
