import type { DeclaredError } from "@onekonsole/billing-contract";
import { expectTypeOf, test } from "vitest";
import { createTestBilling } from "./create-test-billing.ts";

test("a fault has a code that the procedure declares", () => {
  const billing = createTestBilling();
  expectTypeOf(billing.failNext<"order.approve">)
    .parameter(1)
    .toEqualTypeOf<DeclaredError<"order.approve"> | "unreachable">();
  // @ts-expect-error `order.get` does not charge.
  billing.failNext("order.get", "payment_declined");
});
