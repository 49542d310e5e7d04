// What is said in a sentence or two fits; a stack trace is longer.
const longestText = 1_024;
const longestStack = 8_192;
// The word at a cut goes with the rest when it is no longer than this.
const longestWord = 128;

/**
 * Cuts every text in a line of JSON to 1,024 characters, and a stack trace to 8,192: what others send us, such as an
 * issuer's or PayPal's answer in an error, may be megabytes. Before the line is scrubbed, which takes time for
 * each character. A line in which nothing is cut stays to the letter.
 */
export function cutTexts(line: string): string {
  if (line.length <= longestText) return line;
  let isCut = false;
  const shorten = (name: string, value: unknown): unknown => {
    const most = name === "stack" ? longestStack : longestText;
    if (typeof value !== "string" || value.length <= most) return value;
    isCut = true;
    return cutText(value, most);
  };
  try {
    const parsed: unknown = JSON.parse(line, shorten);
    return isCut ? `${JSON.stringify(parsed)}\n` : line;
  } catch {
    return cutText(line, longestStack);
  }
}

/**
 * The first of so many characters, and how many there were. A secret that the cut would divide could not be told
 * any more, so it is made before a word.
 */
function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const space = text.lastIndexOf(" ", most);
  const end = space >= most - longestWord ? space : most;
  return `${text.slice(0, end)}… (${text.length} characters)`;
}
