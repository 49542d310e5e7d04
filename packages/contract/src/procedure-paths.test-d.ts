import { expectTypeOf, test } from "vitest";
import type { ErrorCode } from "./errors.ts";
import type {
  DeclarationAt,
  declarations,
  DeclaredError,
  declaresError,
  ProcedurePath,
  ValidInput,
} from "./procedure-paths.ts";
import type { procedures } from "./procedures.ts";

type Any = "invalid_input" | "internal" | "service_unavailable";
type User = Any | "unauthenticated" | "too_many_requests";
type Operator = User | "forbidden" | "not_found";
type PayPal = "paypal_refused" | "paypal_unavailable" | "paypal_timeout";

test("a path is a group and a name in it", () => {
  expectTypeOf<"order.get">().toExtend<ProcedurePath>();
  expectTypeOf<"operator.closeUnmatchedPayment">().toExtend<ProcedurePath>();
  expectTypeOf<"order.refund">().not.toExtend<ProcedurePath>();
  expectTypeOf<"order">().not.toExtend<ProcedurePath>();
  expectTypeOf<"orderget">().not.toExtend<ProcedurePath>();
  expectTypeOf<string>().not.toExtend<ProcedurePath>();
});

test("a path leads to its own declaration", () => {
  expectTypeOf<DeclarationAt<"order.get">>().toEqualTypeOf<typeof procedures.order.get>();
  expectTypeOf<DeclarationAt<"operator.order">>().toEqualTypeOf<typeof procedures.operator.order>();
  expectTypeOf<DeclarationAt<"order.prices">["access"]>().toEqualTypeOf<"public">();
  expectTypeOf<DeclarationAt<"order.watch">["kind"]>().toEqualTypeOf<"subscription">();
  expectTypeOf<DeclarationAt<"operator.refund">["access"]>().toEqualTypeOf<"operator">();
});

test("a procedure fails with the codes that it declares, and no others", () => {
  expectTypeOf<DeclaredError<"order.prices">>().toEqualTypeOf<Any | "too_many_requests">();
  expectTypeOf<DeclaredError<"order.get">>().toEqualTypeOf<User | "order_not_found">();
  expectTypeOf<DeclaredError<"order.watch">>().toEqualTypeOf<User | "order_not_found">();
  expectTypeOf<DeclaredError<"order.create">>().toEqualTypeOf<
    | User
    | PayPal
    | "forbidden"
    | "idempotency_key_reused"
    | "cluster_name_taken"
    | "price_changed"
    | "too_many_open_orders"
  >();
  expectTypeOf<DeclaredError<"order.approve">>().toEqualTypeOf<
    | User
    | PayPal
    | "order_not_found"
    | "order_not_approved"
    | "order_expired"
    | "payment_declined"
    | "payment_mismatch"
    | "duplicate_purchase"
  >();
  expectTypeOf<DeclaredError<"operator.money">>().toEqualTypeOf<Operator>();
  expectTypeOf<DeclaredError<"operator.refund">>().toEqualTypeOf<
    Operator | "order_not_found" | "not_possible"
  >();
  expectTypeOf<DeclaredError<"operator.close">>().toEqualTypeOf<
    Operator | PayPal | "order_not_found" | "not_possible"
  >();
});

test("a procedure receives its parsed input", () => {
  expectTypeOf<ValidInput<"order.get">>().toEqualTypeOf<{ order_id: string }>();
  expectTypeOf<
    ValidInput<"order.create">["order_details"]["monitoring_storage"]
  >().toEqualTypeOf<number>();
  expectTypeOf<ValidInput<"operator.money">>().toEqualTypeOf<undefined>();
});

test("any text can be looked up, but only the contract's codes can be declared", () => {
  expectTypeOf<Parameters<typeof declaresError>>().toEqualTypeOf<[path: string, code: ErrorCode]>();
  expectTypeOf<Parameters<(typeof declarations)["get"]>>().toEqualTypeOf<[key: string]>();
});
