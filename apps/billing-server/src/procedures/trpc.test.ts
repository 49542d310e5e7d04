import { type ErrorCode, errorCatalog } from "@onekonsole/billing-contract";
import { TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { BillingError } from "../domain/billing-error.ts";
import { toBillingError } from "./to-billing-error.ts";
import { toErrorShape } from "./trpc.ts";

const codes = Object.keys(errorCatalog) as ErrorCode[];
const zodError = z
  .object({ a: z.object({ b: z.string("must be text") }) })
  .safeParse({ a: {} }).error;

describe("an error thrown by a procedure", () => {
  test.each<[string, unknown, ErrorCode]>([
    ["an unexpected error", new Error("relation does not exist"), "internal"],
    ["a value that is not an error", "oops", "internal"],
    ["an invalid input", new TRPCError({ code: "BAD_REQUEST", cause: zodError }), "invalid_input"],
    ["an internal parse error", zodError, "internal"],
    ["an unknown procedure", new TRPCError({ code: "NOT_FOUND" }), "not_found"],
    ["a wrong method", new TRPCError({ code: "METHOD_NOT_SUPPORTED" }), "method_not_allowed"],
    ["a body that is not JSON", new TRPCError({ code: "PARSE_ERROR" }), "invalid_input"],
    ["a body of another type", new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE" }), "invalid_input"],
    [
      "an output outside the contract",
      new TRPCError({ code: "INTERNAL_SERVER_ERROR" }),
      "internal",
    ],
  ])("%s becomes a billing error", (_, thrown, code) => {
    expect(toBillingError(thrown).code).toBe(code);
  });

  test("stays the same billing error, also inside tRPC's own", () => {
    const error = new BillingError("order_expired");
    expect(toBillingError(error)).toBe(error);
    const wrapped = new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: error });
    expect(toBillingError(wrapped)).toBe(error);
  });

  test("lists the invalid fields by their dotted path", () => {
    const refused = new TRPCError({ code: "BAD_REQUEST", cause: zodError });
    expect(toBillingError(refused).fields).toEqual([{ path: "a.b", message: "must be text" }]);
  });
});

describe("the wire shape of an error", () => {
  test.each(codes)("%s has the catalogue's status, action and text", (code) => {
    const { status, trpc, action, message } = errorCatalog[code];
    const shape = toErrorShape(new BillingError(code, { cause: new Error("secret") }), "req-1");
    expect(shape.message.startsWith(message)).toBe(true);
    expect(shape.data).toEqual({
      code: trpc,
      httpStatus: status,
      billing_code: code,
      action,
      request_id: "req-1",
      fields: [],
    });
    expect(JSON.stringify(shape)).not.toContain("secret");
  });

  test.each([
    [1, 1],
    [59_001, 60],
  ])("returns for %i ms that the wait is %i s", (retryAfterMs, seconds) => {
    const error = new BillingError("too_many_requests", { retryAfterMs });
    expect(toErrorShape(error, "req-1").data.retry_after_seconds).toBe(seconds);
  });

  test("has the invalid fields, and the order that blocks this one", () => {
    const fields = [{ path: "order_details.cluster_name", message: "is the name of another" }];
    const error = new BillingError("cluster_name_taken", { fields, orderId: "FIRST" });
    const shape = toErrorShape(error, "req-1");
    expect(shape.data).toMatchObject({ fields, order_id: "FIRST" });
    expect(shape.message).toBe(errorCatalog.cluster_name_taken.message);
  });

  // tRPC's clients use it to decide whether a stream reconnects.
  test.each(codes)("%s has the JSON-RPC code of its own status", (code) => {
    const { trpc } = errorCatalog[code];
    expect(toErrorShape(new BillingError(code), "req-1").code).toBe(TRPC_ERROR_CODES_BY_KEY[trpc]);
  });

  test.each(codes)("%s includes the request id only if support can help", (code) => {
    const { message } = toErrorShape(new BillingError(code), "req-1");
    expect(message.includes("req-1")).toBe(errorCatalog[code].status >= 500);
  });
});
