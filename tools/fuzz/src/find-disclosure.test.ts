import { declarations } from "@onekonsole/billing-contract/schemas";
import { describe, expect, test } from "vitest";
import { type Disclosure, findDisclosure } from "./find-disclosure.ts";
import { bearers, validBearers } from "./fuzz-request.ts";
import { outputs } from "./procedure-outputs.fixture.ts";

const paths = Object.keys(outputs);
const userPaths = paths.filter((path) => path.startsWith("order."));
const operatorPaths = paths.filter((path) => path.startsWith("operator."));

const find = (changes: Partial<Disclosure>) =>
  findDisclosure({
    api: "trpc",
    bearer: "anonymous",
    body: "",
    foreignOrderIds: new Set(["FOREIGN"]),
    ...changes,
  });
const single = (path: string) => JSON.stringify({ result: { data: outputs[path] } });

test("every procedure that is not public has a valid example", () => {
  const isPrivate = [...declarations].filter(([, { access }]) => access !== "public");
  expect(paths.toSorted()).toEqual(isPrivate.map(([path]) => path).toSorted());
  for (const [path, { output }] of isPrivate)
    expect(output.safeParse(outputs[path]).error?.issues ?? []).toEqual([]);
});

describe("for an anonymous caller", () => {
  test.each(paths)("finds the output of %s in every form of a tRPC response", (path) => {
    const batch = `[{"error":{}},${single(path)}]`;
    const data = JSON.stringify(outputs[path]);
    const events = `event: connected\ndata: {}\n\ndata: ${data}\nid: 1\n\n`;
    const chunks = `{"0":[[0],[null,0,0]]}\n[0,0,[[{"result":{"data":${data}}}]]]\n`;
    for (const body of [single(path), batch, events, chunks])
      expect(find({ body })).toBe("unauthenticated access");
  });

  test("finds the output of each REST route, also after raw bytes", () => {
    for (const body of ['{"order_id":"A","status":"CREATED"}', '{"id":"A","status":"COMPLETED"}'])
      for (const api of ["rest", "raw"] as const)
        expect(find({ api, body })).toBe("unauthenticated access");
  });

  test("finds an order of an undeclared shape", () => {
    expect(find({ body: '{"result":{"data":{"order_id":7}}}' })).toBe("unauthenticated access");
  });
});

test.each(bearers.filter((bearer) => !validBearers.includes(bearer)))(
  "finds an order for the caller %s",
  (bearer) => expect(find({ bearer, body: single("order.get") })).toBe("unauthenticated access"),
);

test("accepts an empty list for every caller with a token", () => {
  const body = JSON.stringify({ result: { data: { orders: [], next: null } } });
  for (const bearer of validBearers) expect(find({ bearer, body })).toBeNull();
});

test("accepts what everyone may read", () => {
  const prices = { basic: 20, monitoring_option: 5, currencies: ["EUR"] };
  expect(find({ body: JSON.stringify({ result: { data: prices } }) })).toBeNull();
  const bodies = [JSON.stringify(prices), `{"openapi":"3.1.0","example":${single("order.get")}}`];
  for (const body of [...bodies, "[]", "", "ok", '{"status":"ok"}'])
    expect(find({ api: "rest", body })).toBeNull();
});

describe("for callers with a valid token", () => {
  test.each(operatorPaths)("finds the output of %s unless it is the operator's", (path) => {
    const body = single(path);
    for (const bearer of ["customer", "service"] as const)
      expect(find({ bearer, body })).toBe("operator data for another caller");
    expect(find({ bearer: "operator", body })).toBeNull();
  });

  test.each(userPaths)("finds another user's order in the output of %s for a customer", (path) => {
    const body = single(path);
    expect(find({ bearer: "customer", body })).toBe("an order of another user");
    expect(find({ bearer: "customer", body, foreignOrderIds: new Set() })).toBeNull();
    for (const bearer of ["service", "operator"] as const)
      expect(find({ bearer, body })).toBeNull();
  });
});
