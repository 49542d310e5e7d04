import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { describe, expect, test } from "vitest";
import { type ErrorAction, type ErrorCode, errorCatalog } from "./errors.ts";
import { type ProcedureDeclaration, procedures } from "./procedures.ts";

const rows = Object.entries(errorCatalog);

// The codes that clients of the first release depend on. A code may be added here; none changes.
const released: Partial<Record<ErrorCode, readonly [status: number, action: ErrorAction]>> = {
  invalid_input: [400, "stop"],
  webhook_refused: [400, "stop"],
  unauthenticated: [401, "stop"],
  payment_declined: [402, "stop"],
  forbidden: [403, "stop"],
  not_found: [404, "stop"],
  order_not_found: [404, "stop"],
  method_not_allowed: [405, "stop"],
  order_not_approved: [409, "retry"],
  order_expired: [409, "stop"],
  payment_mismatch: [409, "ask"],
  duplicate_purchase: [409, "stop"],
  cluster_name_taken: [409, "stop"],
  not_possible: [409, "stop"],
  idempotency_key_reused: [409, "stop"],
  body_too_large: [413, "stop"],
  too_many_requests: [429, "retry"],
  too_many_open_orders: [429, "retry"],
  internal: [500, "ask"],
  paypal_refused: [502, "ask"],
  paypal_unavailable: [503, "retry"],
  service_unavailable: [503, "retry"],
  paypal_timeout: [504, "retry"],
};

/** Errors after which the payer's text must say whether money was taken. */
const withoutMoney: readonly ErrorCode[] = [
  "payment_declined",
  "order_not_approved",
  "order_expired",
  "duplicate_purchase",
  "cluster_name_taken",
  "too_many_open_orders",
  "paypal_refused",
  "paypal_unavailable",
  "paypal_timeout",
];

describe("the error catalog", () => {
  test.each(rows)("%s has the same status in REST and tRPC", (code, { trpc, status }) => {
    // tRPC has no name for 410.
    const named = code === "cursor_expired" ? 412 : status;
    expect(getHTTPStatusCodeFromError(new TRPCError({ code: trpc }))).toBe(named);
  });

  test.each(rows)("%s has a text of whole sentences", (_, { message }) => {
    expect(message).toMatch(/^[A-Z].*\.$/s);
  });

  test.each(Object.entries(released))("%s keeps its status and action", (code, row) => {
    const { status, action } = errorCatalog[code as ErrorCode];
    expect([status, action]).toEqual(row);
  });

  test.each(withoutMoney)("%s says that no money was taken", (code) => {
    expect(errorCatalog[code].message).toMatch(/\bno money\b/i);
  });

  test("payment_mismatch, where money may have been taken, says not to pay again", () => {
    expect(errorCatalog.payment_mismatch.message).toMatch(/do not pay again/);
    expect(errorCatalog.payment_mismatch.message).not.toMatch(/no money was taken/i);
  });

  test("payment_declined, of an open or an ended order, offers PayPal's page only for an open one", () => {
    expect(errorCatalog.payment_declined.message).toMatch(
      /If the order is still open, [^;]* at PayPal; otherwise, place a new order\.$/,
    );
  });

  test.each(rows)("%s has a text of its own, without internal names", (_, { message }) => {
    expect(rows.filter(([, row]) => row.message === message)).toHaveLength(1);
    expect(message).not.toMatch(/_|\n| {2}|\b(?:SQL|database|stack|exception|undefined)\b/i);
  });

  test.each(rows.filter(([, { action }]) => action === "retry"))(
    "%s says what to do next",
    (_, { message }) => {
      expect(message).toMatch(/\b(?:please|pay for one)\b/i);
    },
  );

  // A retry does not correct the caller's mistake, and a timeout is never final.
  test.each(rows)(
    "%s has the action retry only if a later try can succeed",
    (code, { status, action }) => {
      const passing = [429, 503, 504].includes(status) || code === "order_not_approved";
      expect(action === "retry").toBe(passing);
    },
  );
});

const declared = Object.values(procedures).flatMap((group) =>
  Object.entries<ProcedureDeclaration>(group),
);

test.each(declared)("%s declares only known errors, once each", (_, { errors }) => {
  expect(errors.filter((code) => !(code in errorCatalog))).toEqual([]);
  expect(new Set(errors).size).toBe(errors.length);
});

test.each(declared)("%s declares the errors of its access", (_, { access, errors }) => {
  expect(errors.includes("unauthenticated")).toBe(access !== "public");
  expect(errors.includes("forbidden") || access !== "operator").toBe(true);
});
