import { errorCatalog, type ErrorCode } from "@onekonsole/billing-contract";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createBillingClient } from "../create-billing-client.ts";
import { isTransient, toFailure } from "./failure.ts";

afterEach(() => vi.unstubAllGlobals());

/** The error of a call that the service rejects with a code of the contract. */
async function rejection(code: ErrorCode): Promise<unknown> {
  const { status, trpc, action, message } = errorCatalog[code];
  const data = { code: trpc, httpStatus: status, billing_code: code, action };
  const rest = { request_id: "req-1", fields: [] };
  const body = { error: { message, code: -32_000, data: { ...data, ...rest } } };
  return failedCall(async () => Response.json(body, { status }));
}

/** The error of a call for prices with this `fetch`. */
async function failedCall(fetch: typeof globalThis.fetch): Promise<unknown> {
  vi.stubGlobal("fetch", fetch);
  const client = createBillingClient({ url: "http://127.0.0.1:1", retryForMs: 0 });
  return client.order.prices.query().then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );
}

const codes = Object.keys(errorCatalog) as ErrorCode[];

describe("a failed call", () => {
  test.each(codes)("has the code, text and action of %s", async (code) => {
    const { action, message } = errorCatalog[code];
    expect(toFailure(await rejection(code))).toMatchObject({
      code,
      action,
      message,
      requestId: "req-1",
    });
  });

  test("without a response is unreachable and transient", async () => {
    const error = await failedCall(() => Promise.reject(new TypeError("Failed to fetch")));
    expect(toFailure(error)).toMatchObject({ code: "unreachable", action: "retry" });
    expect(isTransient(error)).toBe(true);
  });

  test.each([new Error("The stream ended early."), "text", null, undefined])(
    "that the client cannot classify is transient: %s",
    (error) => {
      expect(toFailure(error)).toMatchObject({ code: "unreachable", action: "retry", fields: [] });
      expect(isTransient(error)).toBe(true);
    },
  );
});

describe("a transient failure", () => {
  test.each(codes)("has the action retry and does not wait for the payer: %s", async (code) => {
    const { action } = errorCatalog[code];
    const waitsForPayer = code === "order_not_approved" || code === "too_many_open_orders";
    const expected = action === "retry" && !waitsForPayer;
    expect(isTransient(await rejection(code))).toBe(expected);
  });
});
