const redacted = "[redacted]";

type Replace = (match: string, ...groups: (string | undefined)[]) => string;
type Rule = readonly [RegExp, Replace];

const keepStart: Replace = (_match, start) => `${start}${redacted}`;

// Patterns of secrets of any origin. None starts with a word boundary: in JSON the "n" of an escaped line
// break may precede the secret. Each runs in linear time, since callers influence what is logged.
const lookalikes: readonly Rule[] = [
  [/(bearer|basic)(?:\s|%20|\+)+[\w.~+/%-]{8,}=*/gi, (_match, scheme) => `${scheme} ${redacted}`],
  // The dot is optional so that a run without one is skipped as a whole; it is not redacted.
  [/eyJ[\w-]{5,}(\.[\w.-]*)?/g, (match, rest) => (rest === undefined ? match : redacted)],
  [/(:\/\/[^\s:@/"']*:)[^\s@/"']+(?=@)/g, keepStart],
  [/((?:secret|token|password|api_?key)\\*["']?\s*[=:]\s*\\*["']?)[^\s"'\\&,;}]+/gi, keepStart],
  [/((?:authorization|cookie)\\*["']?\s*[=:]\s*\\*["']?)[^"'\\}\r\n]+/gi, keepStart],
];

// Whatever a rule replaces contains one of these; nearly every line has none.
const signs = /bearer|basic|eyJ|:\/\/|authorization|cookie|password|secret|token|api_?key/;

const secretName = /(?:authorization|cookie|password|secret|token|api_?key)$/i;
const mayNameSecret = /(?:authorization|cookie|password|secret|token|api_?key)"/i;

/**
 * Returns a function that redacts in a line of JSON: the given secrets in any encoding, texts that
 * look like a secret, and values under names such as `authorization`. The result is JSON.
 */
export function createScrubber(secrets: readonly string[]): (line: string) => string {
  const scrubText = textScrubber(secrets);
  const scrubName = textScrubber(secrets.filter((it) => it.length >= minLengthInName));
  const given = secrets.length > 0 ? [matchAny(secrets).source] : [];
  const suspicious = new RegExp([signs.source, ...given].join("|"), "i");
  return (line) => {
    if (!suspicious.test(line)) return line;
    const isClean = scrubText(line) === line && !mayNameSecret.test(line);
    return isClean ? line : scrubJson(line, { scrubText, scrubName });
  };
}

type Scrub = (text: string) => string;

// Replacing a shorter secret would make field names unreadable.
const minLengthInName = 6;

function textScrubber(secrets: readonly string[]): Scrub {
  const given: readonly Rule[] = secrets.length > 0 ? [[matchAny(secrets), () => redacted]] : [];
  const rules = [...given, ...lookalikes];
  return (text) => rules.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text);
}

interface Scrubs {
  readonly scrubText: Scrub;
  readonly scrubName: Scrub;
}

/** String by string, so that a secret such as `30` cannot break the JSON. */
function scrubJson(line: string, { scrubText, scrubName }: Scrubs): string {
  const parsed = parseJson(line);
  if (parsed === undefined) return scrubText(line);
  const scrub = (value: unknown): unknown => {
    if (typeof value === "string") return scrubText(value);
    if (Array.isArray(value)) return value.map(scrub);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, held]) =>
        secretName.test(name) ? [name, redacted] : [scrubName(name), scrub(held)],
      ),
    );
  };
  return `${JSON.stringify(scrub(parsed))}\n`;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Matches each secret as it is, URL-encoded, form-encoded, and JSON-escaped any number of times. */
function matchAny(secrets: readonly string[]): RegExp {
  const spelled = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams([["", secret]]).toString().slice(1),
  ]);
  // A secret that contains another must be matched first.
  const byLength = [...new Set(spelled)].toSorted((a, b) => b.length - a.length);
  // The hex digits of URL encoding are case-insensitive.
  return new RegExp(byLength.map(toPattern).join("|"), "gi");
}

/** Accepts the additional backslashes of nested JSON. */
function toPattern(secret: string): string {
  const pattern = secret.replaceAll(/\\*["/]|\\+|[$()*+.?[\]^{|}]/g, (piece) => {
    if (piece.startsWith("\\")) return `\\\\+${piece.replace(/^\\+/, "")}`;
    return /["/]/.test(piece) ? `\\\\*${piece}` : `\\${piece}`;
  });
  // Linear time: a match must not be able to start anywhere in a run of backslashes.
  return pattern.replace(/^\\\\([*+])/, (_, count) => (count === "+" ? "\\\\" : ""));
}
