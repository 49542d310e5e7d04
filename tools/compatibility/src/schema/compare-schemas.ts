import { type Alternative, discriminator, toAlternatives } from "./alternatives.ts";
import { compareConstraints, type Match } from "./compare-constraints.ts";
import type { Direction, JsonSchema } from "./json-schema.ts";

/** A change that breaks a client of the last release. */
export interface SchemaChange {
  /** The path of the field, such as `orders[].amount`; empty for the whole value. */
  readonly field: string;
  /** A phrase that follows the name of the field. */
  readonly change: string;
}

interface Comparison {
  readonly before: JsonSchema;
  readonly after: JsonSchema;
  readonly direction: Direction;
  readonly field?: string;
}

/**
 * The changes that break a client of the last release: in an input, what it may send and is not accepted any
 * more; in an output, what it may receive and the last release did not announce. A pattern that changed counts
 * as broken, since no comparison decides which of two patterns accepts more.
 */
export function compareSchemas(comparison: Comparison): readonly SchemaChange[] {
  const { before, after, direction, field = "" } = comparison;
  const [sender, receiver] = direction === "input" ? [before, after] : [after, before];
  const accepting = toAlternatives(receiver);
  return toAlternatives(sender).flatMap((sent) => {
    const changes = findExpected(sent, accepting).map((expected) => [
      ...compareConstraints({ direction, sent, expected }).map((change) => ({ field, change })),
      ...compareParts({ direction, sent, expected }, field),
    ]);
    const [fewest] = changes.toSorted((one, other) => one.length - other.length);
    return fewest ?? [{ field, change: describeUnexpected(sent, direction) }];
  });
}

/** The kinds of values that may stand for the one that is sent. */
function findExpected(
  sent: Alternative,
  accepting: readonly Alternative[],
): readonly Alternative[] {
  const accepts = ({ type }: Alternative) =>
    type === "any" || type === sent.type || (type === "number" && sent.type === "integer");
  const ofType = accepting.filter(accepts);
  // An object of a union is compared with the object of the same kind only.
  const ofKind = ofType.filter((it) => discriminator(it) === discriminator(sent));
  return ofType.length > 1 ? ofKind : ofType;
}

function describeUnexpected(sent: Alternative, direction: Direction): string {
  const kind = [sent.type, discriminator(sent)].filter(Boolean).join(" ");
  return direction === "input" ? `no longer accepts ${kind}` : `may now be ${kind}`;
}

function compareParts(match: Match, field: string): readonly SchemaChange[] {
  const { direction, sent, expected } = match;
  // A value of any type is compared with nothing.
  if (expected.type !== sent.type) return [];
  const [before, after] =
    direction === "input" ? [sent.schema, expected.schema] : [expected.schema, sent.schema];
  const whole = { before, after, direction, field };
  if (sent.type === "array") return compareItems(whole);
  return sent.type === "object" ? [...compareFields(whole), ...compareOtherFields(whole)] : [];
}

type Whole = Required<Comparison>;

const compareItems = ({ before, after, direction, field }: Whole): readonly SchemaChange[] =>
  compareSchemas({
    before: before.items ?? {},
    after: after.items ?? {},
    direction,
    field: `${field}[]`,
  });

function compareFields({ before, after, direction, field }: Whole): readonly SchemaChange[] {
  const at = (name: string) => (field === "" ? name : `${field}.${name}`);
  const present = Object.entries(before.properties ?? {}).flatMap(([name, property]) => {
    const now = after.properties?.[name];
    if (!now) return [{ field: at(name), change: "is removed" }];
    return compareSchemas({ before: property, after: now, direction, field: at(name) });
  });
  return [
    ...present,
    ...compareRequired({ before, after, direction, field }).map(([name, change]) => ({
      field: at(name),
      change,
    })),
  ];
}

function compareRequired({ before, after, direction }: Whole): readonly [string, string][] {
  const [was, is] = [before.required ?? [], after.required ?? []];
  if (direction === "input") {
    return is.filter((name) => !was.includes(name)).map((name) => [name, "is now required"]);
  }
  return was
    .filter((name) => !is.includes(name) && after.properties?.[name])
    .map((name) => [name, "may now be absent"]);
}

/** Fields without a name of their own, as in a record. */
function compareOtherFields({ before, after, direction, field }: Whole): readonly SchemaChange[] {
  const [was, is] = [before.additionalProperties ?? true, after.additionalProperties ?? true];
  const at = field === "" ? "*" : `${field}.*`;
  if (typeof was === "object" && typeof is === "object") {
    return compareSchemas({ before: was, after: is, direction, field: at });
  }
  const [sent, expected] = direction === "input" ? [was, is] : [is, was];
  if (expected === true || sent === false || expected === sent) return [];
  return [{ field: at, change: expected === false ? "is rejected" : "has other values" }];
}
