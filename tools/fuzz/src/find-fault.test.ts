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
const restError = JSON.stringify({ error: "The input is invalid.", code: "invalid_input" });

describe("a connection that was closed without a response", () => {
  test("is a fault for a request", () => {
    expect(findFault(request(), null)).toBe("no response");
  });

  test.each([{ api: "raw" }, { method: "CONNECT" }] as const)("is no fault for %o", (changes) => {
    expect(findFault(request(changes), null)).toBeNull();
  });
});

describe("an internal error", () => {
  test.each([500, 502, 503])("is status %s", (status) => {
    expect(findFault(request(), response(status))).toBe(`an internal error, status ${status}`);
  });

  test("is found in a batch or a stream with status 200", () => {
    const body = '[{"error":{"data":{"httpStatus":500}}}]';
    expect(findFault(request(), response(200, body))).toBe("an internal error, status 200");
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
    expect(findFault(request(), response(200, body))).toBe("internal details in the response");
    expect(findFault(request(), response(400, body))).toBe("internal details in the response");
  });

  test("are not found in a text of the contract", () => {
    const body = JSON.stringify({ order_id: "A", message: "Select another currency." });
    expect(findFault(request(), response(200, body))).toBeNull();
  });
});

describe("unauthenticated access", () => {
  const orders = [
    '{"result":{"data":{"order_id":"A"}}}',
    '{"result":{"data":{"orders":[]}}}',
    '{"result":{"data":[{"currency_code":"EUR"}]}}',
    '{"version":3}',
    '{"order_id":"A"}',
  ];

  test.each(orders)("is found for an anonymous or forged caller in %s", (body) => {
    for (const bearer of ["anonymous", "alg_none"] as const)
      expect(findFault(request({ bearer }), response(200, body))).toBe("unauthenticated access");
  });

  test.each(orders)("is not found for a caller with a valid token in %s", (body) => {
    for (const bearer of ["customer", "operator", "service"] as const)
      expect(findFault(request({ bearer }), response(200, body))).toBeNull();
  });

  test("is not found in the public prices", () => {
    const body = '{"basic":20,"monitoring_option":5}';
    expect(findFault(request({ bearer: "anonymous" }), response(200, body))).toBeNull();
  });
});

describe("the form of other responses", () => {
  test("a redirect is a fault", () => {
    expect(findFault(request(), response(302))).toBe("a redirect, status 302");
  });

  test("a declared error is no fault", () => {
    expect(findFault(request(), response(400, restError))).toBeNull();
  });

  test.each([new Map<string, string>(), new Map([["content-type", "text/html"]])])(
    "an error that is not JSON is a fault",
    (headers) => {
      expect(findFault(request(), response(400, restError, headers))).toContain("not JSON");
    },
  );

  test("HEAD has no body", () => {
    const head = request({ method: "HEAD" });
    const identified = new Map([["x-request-id", "1"]]);
    expect(findFault(head, response(404, "", identified))).toBeNull();
    expect(findFault(head, response(404, restError, identified))).toBe("a body for HEAD");
  });
});
