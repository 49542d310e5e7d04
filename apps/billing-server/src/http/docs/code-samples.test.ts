import { expect, test } from "vitest";
import type { Operation, Parameter } from "../openapi/operation.ts";
import { clientSample, curlSample } from "./code-samples.ts";
import type { Entry, ProcedureCall } from "./entries.ts";

const route: Operation = {
  id: "thingList",
  tag: "thing",
  procedure: "thing.list",
  method: "GET",
  path: "/things",
  summary: "Lists things.",
  access: "user",
  parameters: [],
  body: null,
  successes: [],
  errors: [],
};

const entry = (changes: Partial<Entry> = {}): Entry => ({
  id: "thing.list",
  tag: "thing",
  summary: route.summary,
  access: "public",
  call: null,
  route,
  errors: [],
  ...changes,
});

const call = (kind: ProcedureCall["kind"], example: unknown): ProcedureCall => ({
  kind,
  input: example === undefined ? null : { direction: "input", schema: {}, example },
  output: { direction: "output", schema: {}, example: null },
});

const parameter = (name: string, example?: unknown): Parameter => ({
  name,
  in: "query",
  required: false,
  schema: {},
  ...(example === undefined ? {} : { example }),
});

test("a command repeats the parameter of a list, and omits one without an example", () => {
  const parameters = [parameter("types", ["a b", "c"]), parameter("after"), parameter("limit", 2)];
  expect(curlSample(entry({ route: { ...route, parameters } }))).toBe(
    'curl "$BILLING_URL/things?types=a+b&types=c&limit=2"',
  );
});

test("a command keeps a single quote of a body", () => {
  const body = { mediaType: "application/json", schema: {}, example: "it's" };
  expect(curlSample(entry({ access: "user", route: { ...route, method: "POST", body } }))).toBe(
    ['curl "$BILLING_URL/things"', '-H "Authorization: Bearer $TOKEN"', `-d '"it'\\''s"'`].join(
      " \\\n  ",
    ),
  );
});

test.each([
  ["public", false],
  ["user", true],
  ["service", true],
  ["operator", true],
  ["paypal", false],
] as const)("a command of the access %s has a token: %s", (access, isSent) => {
  expect(curlSample(entry({ access })).includes("Bearer $TOKEN")).toBe(isSent);
});

test.each([
  ["query", undefined, 'curl "$BILLING_URL/trpc/thing.list"'],
  ["query", 1, `curl -G "$BILLING_URL/trpc/thing.list" \\\n  --data-urlencode 'input=1'`],
  ["subscription", 1, `curl -N -G "$BILLING_URL/trpc/thing.list" \\\n  --data-urlencode 'input=1'`],
  [
    "mutation",
    1,
    `curl "$BILLING_URL/trpc/thing.list" \\\n  -H 'Content-Type: application/json' \\\n  -d '1'`,
  ],
] as const)(
  "a command calls a %s without a route over tRPC, with the input %j",
  (kind, input, command) => {
    expect(curlSample(entry({ route: null, call: call(kind, input) }))).toBe(command);
  },
);

test("the client's call has no quotes around the names of fields", () => {
  expect(clientSample(entry({ call: call("query", { a: { b_c: "d: e" } }) }))).toBe(
    'const result = await billing.thing.list.query({\n  a: {\n    b_c: "d: e"\n  }\n});',
  );
  expect(clientSample(entry())).toBeUndefined();
});
