// PayPal's deepest answer, a page of events, has about twelve levels, and an order with a thousand refunds
// some thirty thousand values.
const mostLevels = 64;
const mostValues = 100_000;

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
// Of lists and of objects.
const [open, openObject, close, closeObject] = [0x5b, 0x7b, 0x5d, 0x7d];

/**
 * The JSON in a service's answer; `undefined` when it is none, or would take far more memory than its
 * text: a value of two bytes takes up to a hundred times as much once it is parsed.
 */
export function parseJson(bytes: Buffer): unknown {
  if (!isModest(bytes)) return undefined;
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Whether a text has at most 64 levels and 100,000 values, were it JSON. Reads it once and keeps
 * nothing; no byte of a longer UTF-8 character is one that is looked for.
 */
function isModest(bytes: Uint8Array): boolean {
  let levels = 0;
  let values = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (inString) {
      if (byte === backslash) at += 1;
      else if (byte === quote) inString = false;
    } else if (byte === quote) inString = true;
    else if (byte === comma) values += 1;
    else if (byte === open || byte === openObject) {
      levels += 1;
      values += 1;
    } else if (byte === close || byte === closeObject) levels -= 1;
    if (levels > mostLevels || values > mostValues) return false;
  }
  return true;
}
