const redacted = "[redacted]";

type Replace = (match: string, ...groups: (string | undefined)[]) => string;
type Rule = readonly [RegExp, Replace];

const keepStart: Replace = (_match, start) => `${start}${redacted}`;

// What looks like a secret, of any origin. None begins at a word's edge: in the text of a JSON line the "n" of
// an escaped line break may stand right before it. Each takes time in proportion to the text, as callers
// choose what is logged: no start of a match is read past the next one, and no run is read from within.
const lookalikes: readonly Rule[] = [
  [/(bearer|basic)(?:\s|%20|\+)+[\w.~+/%-]{8,}=*/gi, (_match, scheme) => `${scheme} ${redacted}`],
  // The dot is optional, though nothing is a JWT without it: a run that has none is passed over whole.
  [/eyJ[\w-]{5,}(\.[\w.-]*)?/g, (match, rest) => (rest === undefined ? match : redacted)],
  [/(:\/\/[^\s:@/"']*:)[^\s@/"']+(?=@)/g, keepStart],
  [/((?:secret|token|password|api_?key)\\*["']?\s*[=:]\s*\\*["']?)[^\s"'\\&,;}]+/gi, keepStart],
  [/((?:authorization|cookie)\\*["']?\s*[=:]\s*\\*["']?)[^"'\\}\r\n]+/gi, keepStart],
];

const secretName = /(?:authorization|cookie|password|secret|token|api_?key)$/i;
const mayNameSecret = /(?:authorization|cookie|password|secret|token|api_?key)"/i;

/**
 * Makes what takes secrets out of a line of JSON: the given ones however they are spelled, what looks
 * like one, and whatever stands under a name such as `authorization`. The result is JSON again.
 */
export function createScrubber(secrets: readonly string[]): (line: string) => string {
  const scrubText = textScrubber(secrets);
  const scrubName = textScrubber(secrets.filter((it) => it.length >= shortestInName));
  return (line) => {
    const isClean = scrubText(line) === line && !mayNameSecret.test(line);
    return isClean ? line : scrubJson(line, { scrubText, scrubName });
  };
}

type Scrub = (text: string) => string;

// A password of a letter or two would make the names of a line unreadable.
const shortestInName = 6;

function textScrubber(secrets: readonly string[]): Scrub {
  const given: readonly Rule[] = secrets.length > 0 ? [[anyOf(secrets), () => redacted]] : [];
  const rules = [...given, ...lookalikes];
  return (text) => rules.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text);
}

interface Scrubs {
  readonly scrubText: Scrub;
  readonly scrubName: Scrub;
}

/** String by string, so that a secret such as `30` can't break the line. */
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

/** Any of these as it is, in a URL or in a form, and in JSON however often that was put into JSON. */
function anyOf(secrets: readonly string[]): RegExp {
  const spelled = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams([["", secret]]).toString().slice(1),
  ]);
  // A secret inside another must not leave the rest of that one behind.
  const longestFirst = [...new Set(spelled)].toSorted((a, b) => b.length - a.length);
  // A URL's hex digits come in either case.
  return new RegExp(longestFirst.map(patternOf).join("|"), "gi");
}

/** Each backslash of JSON may have become several, and each quote or slash have got some. */
function patternOf(secret: string): string {
  const pattern = secret.replaceAll(/\\*["/]|\\+|[$()*+.?[\]^{|}]/g, (piece) => {
    if (piece.startsWith("\\")) return `\\\\+${piece.replace(/^\\+/, "")}`;
    return /["/]/.test(piece) ? `\\\\*${piece}` : `\\${piece}`;
  });
  // A match that could begin anywhere in a run of backslashes would read the rest of it from each place.
  return pattern.replace(/^\\\\([*+])/, (_, count) => (count === "+" ? "\\\\" : ""));
}
