import type { Alternative } from "./alternatives.ts";
import { type Direction, lowerBounds, upperBounds } from "./json-schema.ts";

/** A kind of value that one side sends, and the kind that the other side expects for it. */
export interface Match {
  readonly direction: Direction;
  readonly sent: Alternative;
  readonly expected: Alternative;
}

/** How values that are sent break the constraints that are expected, as phrases about the field. */
export function compareConstraints(match: Match): readonly string[] {
  // Values that both enumerate are compared one by one.
  if (match.sent.values && match.expected.values) return compareValues(match);
  return [...compareAnyValue(match), ...compareRules(match), ...compareBounds(match)];
}

function compareValues({ direction, sent, expected }: Match): readonly string[] {
  const isOpen = direction === "output" && expected.schema["x-extensible"] === true;
  const missing = sent.values?.filter((value) => !expected.values?.includes(value)) ?? [];
  if (isOpen || missing.length === 0) return [];
  const values = missing.map((value) => JSON.stringify(value)).join(", ");
  return [
    direction === "input" ? `no longer accepts ${values}` : `may have the new value ${values}`,
  ];
}

function compareAnyValue({ direction, sent, expected }: Match): readonly string[] {
  if (!expected.values) return [];
  const values = expected.values.map((value) => JSON.stringify(value)).join(", ");
  return [
    direction === "input"
      ? `accepts only ${values}`
      : `may be any ${sent.type}, not only ${values}`,
  ];
}

function compareRules({ direction, sent, expected }: Match): readonly string[] {
  return expected.rules
    .filter((rule) => !sent.rules.includes(rule))
    .map((rule) => (direction === "input" ? `must match ${rule}` : `may not match ${rule}`));
}

type Bound = (typeof lowerBounds | typeof upperBounds)[number];

function compareBounds({ direction, sent, expected }: Match): readonly string[] {
  const compare = (keyword: Bound, sign: 1 | -1) => {
    const [own, limit] = [sent.schema[keyword], expected.schema[keyword]];
    if (limit === undefined || (own !== undefined && own * sign >= limit * sign)) return [];
    const [before, after] = direction === "input" ? [own, limit] : [limit, own];
    return [`has the ${keyword} ${after ?? "none"}, which was ${before ?? "none"}`];
  };
  return [
    ...lowerBounds.flatMap((keyword) => compare(keyword, 1)),
    ...upperBounds.flatMap((keyword) => compare(keyword, -1)),
  ];
}
