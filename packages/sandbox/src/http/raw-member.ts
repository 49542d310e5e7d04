/**
 * The unchanged source text of one member of a JSON object, which JSON.parse and stringify would not preserve.
 * The text must be valid JSON. Undefined if the object has no such member.
 */
export function rawMember(text: string, name: string): string | undefined {
  let place = skipped(text, text.indexOf("{") + 1);
  while (text[place] === '"') {
    const keyEnd = valueEnd(text, place);
    const start = skipped(text, text.indexOf(":", keyEnd) + 1);
    const end = valueEnd(text, start);
    if (JSON.parse(text.slice(place, keyEnd)) === name) return text.slice(start, end);
    place = skipped(text, skipped(text, end) + 1);
  }
  return undefined;
}

/** Where the white space from here on ends. */
function skipped(text: string, from: number): number {
  let place = from;
  while (/[ \t\r\n]/.test(text[place] ?? "")) place += 1;
  return place;
}

/** Where the value that starts here ends. */
function valueEnd(text: string, start: number): number {
  let depth = 0;
  for (let place = start; place < text.length; place += 1) {
    const character = text[place];
    if (character === '"') place = stringEnd(text, place) - 1;
    else if (character === "{" || character === "[") depth += 1;
    else if (depth === 0 && /[\s,}\]]/.test(character ?? "")) return place;
    else if (character === "}" || character === "]") depth -= 1;
    if (depth === 0 && /["}\]]/.test(character ?? "")) return place + 1;
  }
  return text.length;
}

function stringEnd(text: string, start: number): number {
  let place = start + 1;
  while (place < text.length && text[place] !== '"') place += text[place] === "\\" ? 2 : 1;
  return place + 1;
}
