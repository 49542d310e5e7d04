import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { describe, expect, test } from "vitest";
import { errorCatalog } from "./errors.ts";
import { type ProcedureDeclaration, procedures } from "./procedures.ts";

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

test.each(declared)("%s says who may be refused", (_, { access, errors }) => {
  expect(errors.includes("unauthenticated")).toBe(access !== "public");
  expect(errors.includes("forbidden") || access !== "operator").toBe(true);
});
