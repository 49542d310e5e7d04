import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { describe, expect, test } from "vitest";
import { errorCatalog } from "./errors.ts";
import { procedures } from "./procedures.ts";

const rows = Object.entries(errorCatalog);

describe("the error catalogue", () => {
  test.each(rows)("%s has one status on every door", (_, { trpc, status }) => {
    expect(getHTTPStatusCodeFromError(new TRPCError({ code: trpc }))).toBe(status);
  });

  test.each(rows)("%s speaks to a person in whole sentences", (_, { message }) => {
    expect(message).toMatch(/^[A-Z].*\.$/s);
  });

  // A retry of what is the caller's own mistake can't help, and a time-out is never final.
  test.each(rows)(
    "%s says retry only where a later try can succeed",
    (code, { status, action }) => {
      const passing = status === 503 || status === 504 || code === "order_not_approved";
      expect(action === "retry").toBe(passing);
    },
  );
});

test.each(Object.entries(procedures.order))(
  "order.%s declares only known errors, once each",
  (_, { errors }) => {
    expect(errors.filter((code) => !(code in errorCatalog))).toEqual([]);
    expect(new Set(errors).size).toBe(errors.length);
  },
);
