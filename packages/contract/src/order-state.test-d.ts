import { expectTypeOf, test } from "vitest";
import {
  type OrderState,
  orderStateMeaning,
  type orderStates,
  type PaymentStatus,
  type PaymentSummary,
  type SettledState,
} from "./order-state.ts";

test("the states are a closed union of ours, without PayPal's", () => {
  expectTypeOf<OrderState>().toEqualTypeOf<
    | "awaiting_approval"
    | "approved"
    | "capture_pending"
    | "captured"
    | "provisioned"
    | "capture_failed"
    | "expired"
    | "refunding"
    | "refunded"
    | "needs_attention"
    | "closed"
  >();
  expectTypeOf<"COMPLETED">().not.toExtend<OrderState>();
  expectTypeOf<(typeof orderStates)["length"]>().toEqualTypeOf<11>();
});

test("a customer reads one of three payment statuses", () => {
  expectTypeOf<PaymentStatus>().toEqualTypeOf<"Paid" | "Pending" | "Failed">();
  expectTypeOf<PaymentSummary>().toEqualTypeOf<PaymentStatus | "Refunded" | "Partly refunded">();
});

test("every state has a meaning", () => {
  expectTypeOf<keyof typeof orderStateMeaning>().toEqualTypeOf<OrderState>();
  expectTypeOf(orderStateMeaning.captured.payment).toEqualTypeOf<"Paid">();
  expectTypeOf<(typeof orderStateMeaning)[OrderState]["payment"]>().toEqualTypeOf<PaymentStatus>();
  expectTypeOf(orderStateMeaning.captured.settled).toEqualTypeOf<false>();
  const { closed: _, ...incomplete } = orderStateMeaning;
  // @ts-expect-error a state without a meaning
  incomplete satisfies typeof orderStateMeaning;
  // @ts-expect-error PayPal's status is no state of ours
  orderStateMeaning.APPROVED satisfies unknown;
});

test("the settled states are those in which nothing more happens by itself", () => {
  expectTypeOf<SettledState>().toEqualTypeOf<
    "provisioned" | "capture_failed" | "expired" | "refunded" | "needs_attention" | "closed"
  >();
});

test("a meaning is read-only", () => {
  expectTypeOf(orderStateMeaning).toEqualTypeOf<Readonly<typeof orderStateMeaning>>();
  // @ts-expect-error the text of a state is not replaced at run time
  orderStateMeaning.expired.text = "";
  // @ts-expect-error nor its meaning
  orderStateMeaning.expired = orderStateMeaning.refunded;
});
