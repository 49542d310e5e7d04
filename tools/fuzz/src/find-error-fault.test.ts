import { errorCatalog, type ErrorCode } from "@onekonsole/billing-contract";
import { expect, test } from "vitest";
import { findErrorFault } from "./find-error-fault.ts";

const codes = Object.keys(errorCatalog) as ErrorCode[];
const rest = (code: unknown, more: object = {}) =>
  JSON.stringify({ error: "A text.", code, ...more });
const trpcError = (code: unknown, httpStatus: unknown) => ({
  error: { message: "A text.", data: { billing_code: code, httpStatus } },
});
const trpc = (code: unknown, httpStatus: unknown) => JSON.stringify(trpcError(code, httpStatus));

test.each(codes)("accepts %s with its status in both APIs", (code) => {
  const { status } = errorCatalog[code];
  expect(findErrorFault(status, rest(code))).toBeNull();
  expect(findErrorFault(status, trpc(code, status))).toBeNull();
});

test.each([408, 431])("accepts every declared error with status %s", (status) => {
  expect(findErrorFault(status, rest("invalid_input"))).toBeNull();
});

test.each([rest("invalid_input"), trpc("invalid_input", 409)])(
  "finds a status that is not the error's: %s",
  (body) => {
    expect(findErrorFault(409, body)).toContain("an undeclared error");
  },
);

test("finds a tRPC body that has another status than its response", () => {
  const { status } = errorCatalog.invalid_input;
  expect(findErrorFault(status, trpc("invalid_input", 500))).toBe("a status other than the body's");
});

test.each([
  rest("no_such_code"),
  rest(undefined),
  rest("toString"),
  rest("invalid_input", { stack: "at a" }),
  trpc("no_such_code", 400),
  trpc(7, 400),
  JSON.stringify({ error: { message: "A text." } }),
  "{}",
  '"text"',
])("finds an undeclared error: %s", (body) => {
  expect(findErrorFault(400, body)).toContain("an undeclared error");
});

test("finds a body that is not JSON", () => {
  expect(findErrorFault(400, "Bad Request")).toBe("an error that does not parse");
});

test("accepts every member that the contract declares for a tRPC error, and no other", () => {
  const { status } = errorCatalog.invalid_input;
  const data = { billing_code: "invalid_input", httpStatus: status, request_id: "1", fields: [] };
  const body = (more: object) =>
    JSON.stringify({ error: { message: "A text.", data: { ...data, ...more } } });
  const declared = { code: "BAD_REQUEST", action: "fix", retry_after_seconds: 1, order_id: "A" };
  expect(findErrorFault(status, body(declared))).toBeNull();
  expect(findErrorFault(status, body({ stack: "Error" }))).toContain("an undeclared error");
});

test("finds an empty batch", () => {
  expect(findErrorFault(400, "[]")).toBe("an error without a member");
});

test("accepts a batch of results and declared errors, whatever their statuses", () => {
  const members = [{ result: { data: 1 } }, trpcError("invalid_input", 400)];
  expect(findErrorFault(207, JSON.stringify(members))).toBeNull();
});

test("finds an undeclared error in a batch", () => {
  const members = [{ result: { data: 1 } }, trpcError("no_such_code", 400)];
  expect(findErrorFault(207, JSON.stringify(members))).toContain("no_such_code");
});
