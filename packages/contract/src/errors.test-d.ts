import { expectTypeOf, test } from "vitest";
import {
  type BillingErrorShape,
  type ErrorAction,
  type ErrorCode,
  errorCatalog,
  type FieldProblem,
} from "./errors.ts";

test("the error codes are a closed union", () => {
  expectTypeOf<ErrorCode>().toEqualTypeOf<
    | "invalid_input"
    | "unauthenticated"
    | "payment_declined"
    | "forbidden"
    | "not_found"
    | "order_not_found"
    | "method_not_allowed"
    | "order_not_approved"
    | "order_expired"
    | "payment_mismatch"
    | "duplicate_purchase"
    | "cluster_name_taken"
    | "price_changed"
    | "not_possible"
    | "idempotency_key_reused"
    | "cursor_expired"
    | "endpoint_not_found"
    | "endpoint_configured"
    | "signing_key_missing"
    | "rotation_not_ended"
    | "webhook_refused"
    | "body_too_large"
    | "too_many_requests"
    | "too_many_open_orders"
    | "internal"
    | "paypal_refused"
    | "paypal_unavailable"
    | "service_unavailable"
    | "paypal_timeout"
  >();
  // @ts-expect-error a code that the catalog does not have
  errorCatalog.payment_failed satisfies unknown;
});

test("a client can decide by the literal action and status of a code", () => {
  expectTypeOf(errorCatalog.payment_declined.action).toEqualTypeOf<"stop">();
  expectTypeOf(errorCatalog.paypal_timeout.action).toEqualTypeOf<"retry">();
  expectTypeOf(errorCatalog.payment_mismatch.action).toEqualTypeOf<"ask">();
  expectTypeOf(errorCatalog.too_many_requests.status).toEqualTypeOf<429>();
  expectTypeOf(errorCatalog.too_many_requests.trpc).toEqualTypeOf<"TOO_MANY_REQUESTS">();
  expectTypeOf<(typeof errorCatalog)[ErrorCode]["action"]>().toEqualTypeOf<ErrorAction>();
});

test("the catalog is read-only", () => {
  expectTypeOf(errorCatalog).toEqualTypeOf<Readonly<typeof errorCatalog>>();
  // @ts-expect-error a message is not replaced at run time
  errorCatalog.internal.message = "";
  // @ts-expect-error nor a code
  errorCatalog.internal = errorCatalog.forbidden;
});

test("an error names its code, its action and the id to quote", () => {
  type Data = BillingErrorShape["data"];
  expectTypeOf<Data["billing_code"]>().toEqualTypeOf<ErrorCode>();
  expectTypeOf<Data["action"]>().toEqualTypeOf<"retry" | "stop" | "ask">();
  expectTypeOf<Data["request_id"]>().toEqualTypeOf<string>();
  expectTypeOf<Data["fields"]>().toEqualTypeOf<readonly FieldProblem[]>();
  expectTypeOf<BillingErrorShape["code"]>().toEqualTypeOf<number>();
});

test("a field that not every error has is optional, never undefined", () => {
  type Data = BillingErrorShape["data"];
  type Optional = {
    [Key in keyof Data]-?: Partial<Pick<Data, Key>> extends Pick<Data, Key> ? Key : never;
  }[keyof Data];
  expectTypeOf<Optional>().toEqualTypeOf<
    "retry_after_seconds" | "approve_url" | "order_id" | "amount" | "cursor"
  >();
  expectTypeOf<{ retry_after_seconds: undefined }>().not.toExtend<
    Pick<Data, "retry_after_seconds">
  >();
});
