import { expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type { ErrorCode } from "./errors.ts";
import { type ProcedureDeclaration, procedures, type RestRoute } from "./procedures.ts";

const valid = procedures.order.get;

test("a declaration has kind, access, summary, schemas and errors", () => {
  expectTypeOf<ProcedureDeclaration["kind"]>().toEqualTypeOf<
    "query" | "mutation" | "subscription"
  >();
  expectTypeOf<ProcedureDeclaration["access"]>().toEqualTypeOf<
    "public" | "user" | "service" | "operator"
  >();
  expectTypeOf<ProcedureDeclaration["errors"]>().toEqualTypeOf<readonly ErrorCode[]>();
  expectTypeOf<ProcedureDeclaration["input"]>().toEqualTypeOf<z.ZodType>();
  expectTypeOf<ProcedureDeclaration["rest"]>().toEqualTypeOf<RestRoute | undefined>();
});

test("no procedure can be declared without an access, or with another one", () => {
  const { access: _, ...open } = valid;
  expectTypeOf(open).not.toExtend<ProcedureDeclaration>();
  expectTypeOf({ ...open, access: "user" as const }).toExtend<ProcedureDeclaration>();
  expectTypeOf({ ...open, access: "admin" as const }).not.toExtend<ProcedureDeclaration>();
});

test("no procedure can declare an error that the catalog does not have", () => {
  const errors = ["payment_failed"] as const;
  expectTypeOf({ ...valid, errors }).not.toExtend<ProcedureDeclaration>();
});

test("a REST route is a GET or a POST", () => {
  expectTypeOf<RestRoute["method"]>().toEqualTypeOf<"GET" | "POST">();
});

test("a declaration keeps its literals, from which the router's type follows", () => {
  expectTypeOf(procedures.order.create.kind).toEqualTypeOf<"mutation">();
  expectTypeOf(procedures.order.prices.access).toEqualTypeOf<"public">();
  expectTypeOf(procedures.order.prices.rest.path).toEqualTypeOf<"/order/prices">();
});
