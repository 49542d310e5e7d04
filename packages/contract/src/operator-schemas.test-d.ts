import { expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type {
  closePaymentInputSchema,
  moneyReportSchema,
  operatorActInputSchema,
  operatorOrderLineSchema,
  operatorOrderSchema,
  operatorOrdersInputSchema,
  operatorRefundInputSchema,
  unmatchedPaymentsSchema,
} from "./operator-schemas.ts";
import type { OrderState } from "./order-state.ts";

type Order = z.output<typeof operatorOrderSchema>;
type Line = z.output<typeof operatorOrderLineSchema>;
type Available = Order["available_actions"][number];
type Wire = { currency_code: string; value: string };

const readEffect = (available: Available): string => {
  // The action decides which fields there are.
  switch (available.action) {
    case "retry":
      expectTypeOf(available.target).toEqualTypeOf<"capture" | "delivery" | "refund">();
      expectTypeOf(available.amount).toEqualTypeOf<Wire | null>();
      return available.effect;
    case "refund":
      expectTypeOf(available.amount).toEqualTypeOf<Wire>();
      expectTypeOf(available).not.toHaveProperty("target");
      return available.effect;
    case "close":
      expectTypeOf(available.outcome).toEqualTypeOf<
        "no_money" | "kept_for_cluster" | "paid_back_outside"
      >();
      expectTypeOf(available).not.toHaveProperty("amount");
      return available.effect;
  }
};

test("an action's name decides its fields, and no other action exists", () => {
  expectTypeOf(readEffect).returns.toEqualTypeOf<string>();
  expectTypeOf<Available["action"]>().toEqualTypeOf<"retry" | "refund" | "close">();
  expectTypeOf<Order["unavailable_actions"]>().toEqualTypeOf<
    { action: "retry" | "refund" | "close"; obstacle: string }[]
  >();
});

test("a whole order has everything that a line of the list has", () => {
  expectTypeOf<Order>().toExtend<Line>();
  expectTypeOf<Pick<Order, keyof Line>>().toEqualTypeOf<Line>();
  expectTypeOf<Line["state"]>().toEqualTypeOf<OrderState>();
  expectTypeOf<Line["captured_amount"]>().toEqualTypeOf<Wire | null>();
});

test("a refund has a status and a kind of our own", () => {
  type Refund = Order["refunds"][number];
  expectTypeOf<Refund["status"]>().toEqualTypeOf<
    "requested" | "pending" | "completed" | "failed"
  >();
  expectTypeOf<Refund["kind"]>().toEqualTypeOf<"refund" | "reversal">();
  expectTypeOf<Refund["amount"]>().toEqualTypeOf<Wire | null>();
});

test("the first audit event comes from no state", () => {
  type Event = Order["history"][number];
  expectTypeOf<Event["from_state"]>().toEqualTypeOf<OrderState | null>();
  expectTypeOf<Event["to_state"]>().toEqualTypeOf<OrderState>();
});

test("a filter by dispute or refund is on or absent", () => {
  type Filter = NonNullable<z.input<typeof operatorOrdersInputSchema>>;
  expectTypeOf<undefined>().toExtend<z.input<typeof operatorOrdersInputSchema>>();
  expectTypeOf<Filter["disputed"]>().toEqualTypeOf<true | undefined>();
  expectTypeOf<Filter["refund_under_way"]>().toEqualTypeOf<true | undefined>();
  expectTypeOf<Filter["states"]>().toEqualTypeOf<OrderState[] | undefined>();
});

test("every action has a reason, and on an order also the version", () => {
  type Act = z.input<typeof operatorActInputSchema>;
  expectTypeOf<z.input<typeof operatorRefundInputSchema>>().toExtend<Act>();
  expectTypeOf<Required<Act>>().toEqualTypeOf<Act>();
  expectTypeOf<Act["version"]>().toEqualTypeOf<number>();
  expectTypeOf<z.input<typeof closePaymentInputSchema>>().not.toHaveProperty("version");
  // A number may be rounded.
  expectTypeOf<z.input<typeof operatorRefundInputSchema>["amount"]>().toEqualTypeOf<
    string | undefined
  >();
});

test("an unmatched payment is stray or lost", () => {
  type Payment = z.output<typeof unmatchedPaymentsSchema>["payments"][number];
  expectTypeOf<Payment["kind"]>().toEqualTypeOf<"stray" | "lost">();
  expectTypeOf<Payment["order_id"]>().toEqualTypeOf<string | null>();
});

test("the ledger's sums are decimal strings, its faults a count", () => {
  type Row = z.output<typeof moneyReportSchema>[number];
  expectTypeOf<Row["captured" | "refunded" | "in_hands" | "unaccounted"]>().toEqualTypeOf<string>();
  expectTypeOf<Row["faults"]>().toEqualTypeOf<number>();
  expectTypeOf<Row["faulty_orders"]>().toEqualTypeOf<string[]>();
});
