const redacted = "[redacted]";

// What looks like a secret whoever made it. None begins at a word's edge: in the text of a JSON line
// the "n" of an escaped line break may stand right before it.
const lookalikes: readonly (readonly [RegExp, string])[] = [
  [/(bearer|basic)(?:\s|%20|\+)+[\w.~+/%-]{8,}=*/gi, `$1 ${redacted}`],
  [/eyJ[\w-]{5,}(?:\.[\w-]*)+/g, redacted],
  [/(:\/\/[^\s:@/"']*:)[^\s@/"']+(?=@)/g, `$1${redacted}`],
  [
    /((?:secret|token|password|api_?key)\\*["']?\s*[=:]\s*\\*["']?)[^\s"'\\&,;}]+/gi,
    `$1${redacted}`,
  ],
  [/((?:authorization|cookie)\\*["']?\s*[=:]\s*\\*["']?)[^"'\\}\r\n]+/gi, `$1${redacted}`],
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
  const given: typeof lookalikes = secrets.length > 0 ? [[anyOf(secrets), redacted]] : [];
  const patterns = [...given, ...lookalikes];
  return (text) => patterns.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text);
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
  return new RegExp(longestFirst.map((text) => text.replaceAll(/./gs, patternOf)).join("|"), "gi");
}

function patternOf(character: string): string {
  if (character === "\\") return "\\\\+";
  if (character === '"' || character === "/") return `\\\\*${character}`;
  return character.replace(/[$()*+.?[\]^{|}]/, "\\$&");
}
