// PayPal's deepest response, a page of events, has about 12 levels; an order with a thousand refunds has about
// 30,000 values.
const maxLevels = 64;
const maxValues = 100_000;

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
// Brackets and braces.
const [open, openObject, close, closeObject] = [0x5b, 0x7b, 0x5d, 0x7d];

/**
 * Parses a service's JSON response. Returns `undefined` if it is not JSON or exceeds 64 levels or 100,000 values:
 * parsed values need up to a hundred times the memory of their text.
 */
export function parseJson(bytes: Buffer): unknown {
  if (!isWithinLimits(bytes)) return undefined;
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Whether a JSON text has at most 64 levels and 100,000 values. Scans the bytes once; the bytes of multi-byte
 * UTF-8 characters never equal a counted ASCII byte.
 */
function isWithinLimits(bytes: Uint8Array): boolean {
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
    if (levels > maxLevels || values > maxValues) return false;
  }
  return true;
}
