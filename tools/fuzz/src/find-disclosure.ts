import { declarations, type ProcedureDeclaration } from "@onekonsole/billing-contract/schemas";
import { type Bearer, validBearers } from "./fuzz-request.ts";

/** A successful response, and the caller that received it. */
export interface Disclosure {
  readonly api: "rest" | "trpc" | "raw";
  readonly bearer: Bearer;
  readonly body: string;
  /** Orders that the caller `customer` does not own. */
  readonly foreignOrderIds: ReadonlySet<string>;
}

/**
 * The data in a successful response that its caller may not read; `null` if there is none. Data is
 * recognized by the output schemas of the contract, so a new procedure is covered.
 */
export function findDisclosure(disclosure: Disclosure): string | null {
  const { bearer, foreignOrderIds } = disclosure;
  const objects = findObjects(disclosure);
  if (!validBearers.includes(bearer))
    return objects.some(isProtected) ? "unauthenticated access" : null;
  if (bearer === "operator") return null;
  if (objects.some(isOperatorData)) return "operator data for another caller";
  const isForeign = (object: Fields) => isOrder(object) && foreignOrderIds.has(orderId(object));
  return bearer === "customer" && objects.some(isForeign) ? "an order of another user" : null;
}

type Fields = Readonly<Record<string, unknown>>;

/** The objects of a REST body, of a tRPC response or batch, or of the lines of a stream. */
function findObjects({ api, body }: Disclosure): readonly Fields[] {
  const whole = parse(body);
  // Documents such as openapi.json contain examples of orders.
  if (api !== "trpc") return whole.filter(isObject);
  const lines = whole.length > 0 ? whole : body.split("\n").flatMap(parseLine);
  return lines.flatMap(withNested);
}

const parseLine = (line: string): readonly unknown[] => parse(line.replace(/^data: /, ""));

function parse(text: string): readonly unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const withNested = (value: unknown): readonly Fields[] =>
  isObject(value) ? [value, ...Object.values(value).flatMap(withNested)] : [];

/** Recognizes the outputs of the procedures with this access, in both APIs. */
function outputsWith(access: ProcedureDeclaration["access"]): (value: Fields) => boolean {
  const schemas = [...declarations]
    .filter(([, declaration]) => declaration.access === access)
    .flatMap(([, { output, rest }]) => (rest ? [output, rest.body] : [output]));
  return (value) => schemas.some((schema) => schema.safeParse(value).success);
}

const isUserData = outputsWith("user");
const isOperatorOutput = outputsWith("operator");
/** An empty list is the output of several procedures, and discloses nothing. */
const isOperatorData = (value: Fields): boolean =>
  ![value, value["orders"]].some((list) => Array.isArray(list) && list.length === 0) &&
  isOperatorOutput(value);
/** Also a part of an output, such as an order in a list or of another shape. */
const isOrder = (value: Fields): boolean => "order_id" in value || isUserData(value);
const isProtected = (value: Fields): boolean => isOrder(value) || isOperatorData(value);

/** The id of an order in the output of a procedure for users. */
const orderId = ({ order_id: id, id: approvedId }: Fields): string => String(id ?? approvedId);
