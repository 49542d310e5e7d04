import type { DeclaredError, ErrorAction } from "@onekonsole/billing-contract";
import { expectTypeOf, test } from "vitest";
import { isBillingError } from "./billing-error.ts";
import type { SettledOrder } from "./wait-until-settled.ts";

test("a failed call of a procedure has the codes that it declares, and unreachable", () => {
  const error: unknown = undefined;
  if (!isBillingError(error, "order.approve")) return;
  expectTypeOf(error.code).toEqualTypeOf<DeclaredError<"order.approve"> | "unreachable">();
  expectTypeOf(error.action).toEqualTypeOf<ErrorAction>();
  expectTypeOf(error.message).toEqualTypeOf<string>();
  // @ts-expect-error a code of another procedure
  error.code satisfies "price_changed";
});

test("only a procedure of the contract can be named", () => {
  type Procedure = Parameters<typeof isBillingError>[1];
  expectTypeOf<"order.approve">().toExtend<Procedure>();
  expectTypeOf<"order.aprove">().not.toExtend<Procedure>();
});

/** Does not compile without a case for each state. */
function describe(order: SettledOrder): string {
  switch (order.state) {
    case "provisioned":
      return "ordered";
    case "capture_failed":
    case "expired":
      return "not paid";
    case "refunded":
      return "paid back";
    case "needs_attention":
    case "closed":
      return "in our team's hands";
  }
}

test("a settled order is in one of the states in which nothing more happens by itself", () => {
  expectTypeOf(describe).returns.toEqualTypeOf<string>();
  expectTypeOf<SettledOrder["settled"]>().toEqualTypeOf<true>();
  expectTypeOf<"captured">().not.toExtend<SettledOrder["state"]>();
});
