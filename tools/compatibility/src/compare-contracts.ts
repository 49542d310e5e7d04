import type { ContractDocument, Operation } from "./contract-document.ts";
import { compareSchemas } from "./schema/compare-schemas.ts";
import type { Direction, JsonSchema } from "./schema/json-schema.ts";

/** A change of the contract that breaks a client of the last release. */
export interface BreakingChange {
  /** The procedure, the route, or an error's code. */
  readonly subject: string;
  readonly part: Direction | "rest body" | "declaration" | "error";
  /** The path of a field in the part, or what changed. */
  readonly field: string;
  readonly change: string;
  readonly remedy: string;
}

const remedies = {
  input: "Accept what the last release accepted.",
  output: "Return it as the last release did, and add a new field beside it.",
  "rest body": "Return it as the last release did, and add a new field beside it.",
  declaration: "Declare it as the last release did.",
  error: "Keep the code as it was, and add a new one beside it.",
} as const satisfies Record<BreakingChange["part"], string>;

type Change = Omit<BreakingChange, "remedy">;

/** The changes between two contracts that break a client of the first one. See docs/compatibility.md. */
export function compareContracts(
  before: ContractDocument,
  after: ContractDocument,
): readonly BreakingChange[] {
  const operations = Object.entries(before.operations).flatMap(([subject, operation]) => {
    const now = after.operations[subject];
    if (now) return compareOperations(subject, operation, now);
    return [{ subject, part: "declaration", field: "", change: "is removed" } as const];
  });
  return [...operations, ...compareErrors(before, after)].map((change) => ({
    ...change,
    remedy: remedies[change.part],
  }));
}

/** One line for a change: where it is, what it is, and how to avoid it. */
export const describeChange = ({ subject, part, field, change, remedy }: BreakingChange): string =>
  `${[subject, part, field].filter(Boolean).join(" · ")} ${change}. ${remedy}`;

function compareOperations(
  subject: string,
  before: Operation,
  after: Operation,
): readonly Change[] {
  const compare = (part: Change["part"], was: JsonSchema | undefined, is: JsonSchema | undefined) =>
    was && is
      ? compareSchemas({
          before: was,
          after: is,
          direction: part === "input" ? "input" : "output",
        }).map((change) => ({ subject, part, ...change }))
      : [];
  return [
    ...compareDeclarations(before, after).map(([field, change]) => ({
      subject,
      part: "declaration" as const,
      field,
      change,
    })),
    ...compare("input", before.input, after.input),
    ...compare("output", before.output, after.output),
    ...compare("rest body", before.rest?.body, after.rest?.body),
  ];
}

// Of the same rank are different callers.
const strictness: Readonly<Record<Operation["access"], number>> = {
  public: 0,
  user: 1,
  service: 2,
  operator: 2,
};

function compareDeclarations(
  before: Operation,
  after: Operation,
): readonly [field: string, change: string][] {
  const changes: [string, string][] = [];
  const same = (field: string, was: string | undefined, is: string | undefined) => {
    if (was !== undefined && was !== is)
      changes.push([field, is === undefined ? `${was} is removed` : `is ${is} instead of ${was}`]);
  };
  same("kind", before.kind, after.kind);
  same("route", before.rest?.route, after.rest?.route);
  same("media type", before.media_type, after.media_type);
  if (strictness[after.access] >= strictness[before.access])
    same("access", before.access, after.access);
  if (before.input_optional && !after.input_optional) changes.push(["input", "is now required"]);
  for (const code of before.errors) {
    if (!after.errors.includes(code)) changes.push(["error", `${code} is removed`]);
  }
  return changes;
}

function compareErrors(before: ContractDocument, after: ContractDocument): readonly Change[] {
  return Object.entries(before.errors).flatMap(([code, was]) => {
    const is = after.errors[code];
    const at = (field: string, change: string) => ({
      subject: code,
      part: "error" as const,
      field,
      change,
    });
    if (!is) return [at("", "is removed")];
    return [
      ...(is.status === was.status
        ? []
        : [at("status", `is ${is.status} instead of ${was.status}`)]),
      ...(is.action === was.action
        ? []
        : [at("action", `is ${is.action} instead of ${was.action}`)]),
    ];
  });
}
