import { errorCatalog } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { findFault } from "./find-fault.ts";
import type { FuzzRequest } from "./fuzz-request.ts";

const request = (changes: Partial<FuzzRequest> = {}): FuzzRequest => ({
  api: "rest",
  bearer: "customer",
  method: "POST",
  target: "/order/create",
  headers: [],
  body: "{}",
  isChunked: false,
  ...changes,
});

const json = new Map([["content-type", "application/json"]]);
const response = (status: number, body = "", headers: ReadonlyMap<string, string> = json) => ({
  status,
  headers,
  body,
});
const find = (...[sent, received]: [FuzzRequest, ReturnType<typeof response> | null]) =>
  findFault(sent, received, new Set(["FOREIGN"]));
const restError = JSON.stringify({ error: "The input is invalid.", code: "invalid_input" });

describe("a connection that was closed without a response", () => {
  test("is a fault for a request", () => {
    expect(find(request(), null)).toBe("no response");
  });

  test.each([{ api: "raw" }, { method: "CONNECT" }] as const)("is no fault for %o", (changes) => {
    expect(find(request(changes), null)).toBeNull();
  });
});

describe("an internal error", () => {
  test.each([500, 502, 503])("is status %s", (status) => {
    expect(find(request(), response(status))).toBe(`an internal error, status ${status}`);
  });

  test("is found in a batch or a stream with status 200", () => {
    const body = '[{"error":{"data":{"httpStatus":500}}}]';
    expect(find(request(), response(200, body))).toBe("an internal error, status 200");
  });
});

describe("internal details", () => {
  test.each([
    "TypeError\n at createOrder (/app/main.js:12:3)",
    "Cannot find /app/node_modules/pg",
    "node:internal/process",
    "in apps/src/http.ts",
    "select * from orders where id = $1",
    "UPDATE orders SET state = 'x'",
    'syntax error at or near "drop"',
    "invalid byte sequence for encoding",
    "PostgresError",
  ])("are found in %j", (body) => {
    expect(find(request(), response(200, body))).toBe("internal details in the response");
    expect(find(request(), response(400, body))).toBe("internal details in the response");
  });

  test("are not found in a text of the contract", () => {
    const body = JSON.stringify({ order_id: "A", message: "Select another currency." });
    expect(find(request(), response(200, body))).toBeNull();
  });
});

describe("a disclosure", () => {
  const order = '{"result":{"data":{"order_id":"FOREIGN","status":"CREATED","approve_url":null}}}';

  test("is found in a successful response", () => {
    expect(find(request({ api: "trpc", bearer: "anonymous" }), response(200, order))).toBe(
      "unauthenticated access",
    );
    expect(find(request({ api: "trpc" }), response(200, order))).toBe("an order of another user");
  });

  test.each(["order_id", "approve_url"])("is found in an error with %s", (member) => {
    const body = JSON.stringify({ error: "A text.", code: "order_not_found", [member]: "A" });
    const { status } = errorCatalog.order_not_found;
    expect(find(request(), response(status, body))).toBeNull();
    for (const bearer of ["anonymous", "alg_none"] as const)
      expect(find(request({ bearer }), response(status, body))).toBe("unauthenticated access");
  });

  test("is found in a header that the input set", () => {
    const headers = new Map([...json, ["set-cookie", "a=b"]]);
    expect(find(request(), response(200, "{}", headers))).toBe("a header from the input");
    expect(find(request(), response(400, restError, headers))).toBe("a header from the input");
  });
});

describe("the form of other responses", () => {
  test("a redirect is a fault", () => {
    expect(find(request(), response(302))).toBe("a redirect, status 302");
  });

  test("a declared error is no fault", () => {
    expect(find(request(), response(400, restError))).toBeNull();
  });

  test.each([new Map<string, string>(), new Map([["content-type", "text/html"]])])(
    "an error that is not JSON is a fault",
    (headers) => {
      expect(find(request(), response(400, restError, headers))).toContain("not JSON");
    },
  );

  test("HEAD has no body", () => {
    const head = request({ method: "HEAD" });
    const identified = new Map([["x-request-id", "1"]]);
    expect(find(head, response(404, "", identified))).toBeNull();
    expect(find(head, response(404, restError, identified))).toBe("a body for HEAD");
  });
});
