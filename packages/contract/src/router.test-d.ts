import type { inferProcedureErrorShape } from "@trpc/server";
import { expectTypeOf, test } from "vitest";
import type {
  AppInputs,
  AppOutputs,
  AppRouter,
  BillingErrorShape,
  CreateOrderInput,
  Money,
  Order,
  OrderDetails,
  OrderEventCode,
  OrderProblem,
  OrderState,
  PaymentStatus,
  PaymentSummary,
  TaxedPrices,
  ResumableEvent,
} from "./index.ts";

// Checked by `tsc --noEmit` alone: what a client sends and receives, spelled out without the schemas.

type Record = AppRouter["_def"]["record"];

interface Reference {
  order_id: string;
}
interface OperatorAct extends Reference {
  version: number;
  reason: string;
}

test("the router has three groups with these procedures", () => {
  expectTypeOf<keyof Record>().toEqualTypeOf<"order" | "events" | "operator">();
  expectTypeOf<keyof Record["events"]>().toEqualTypeOf<"list" | "watch">();
  expectTypeOf<"prices" | "create" | "approve" | "get" | "watch">().toExtend<
    keyof Record["order"]
  >();
  expectTypeOf<
    "orders" | "order" | "retry" | "refund" | "close" | "reconcile" | "unmatchedPayments"
  >().toExtend<keyof Record["operator"]>();
  expectTypeOf<"closeUnmatchedPayment" | "money">().toExtend<keyof Record["operator"]>();
});

test("what only reads is a query, what changes something a mutation", () => {
  type Kind<Group extends keyof Record> = {
    -readonly [Name in keyof Record[Group]]: Record[Group][Name] extends {
      _def: { type: infer Type };
    }
      ? Type
      : never;
  };
  expectTypeOf<Kind<"order">>().toExtend<{
    prices: "query";
    create: "mutation";
    approve: "mutation";
    get: "query";
    watch: "subscription";
  }>();
  expectTypeOf<Kind<"operator">>().toExtend<{
    orders: "query";
    order: "query";
    retry: "mutation";
    refund: "mutation";
    close: "mutation";
    reconcile: "mutation";
    unmatchedPayments: "query";
    closeUnmatchedPayment: "mutation";
    money: "query";
  }>();
});

test("every procedure fails with the service's error shape", () => {
  expectTypeOf<
    inferProcedureErrorShape<AppRouter, Record["order"]["get"]>
  >().toEqualTypeOf<BillingErrorShape>();
  expectTypeOf<
    inferProcedureErrorShape<AppRouter, Record["operator"]["money"]>
  >().toEqualTypeOf<BillingErrorShape>();
});

test("a customer sends an order", () => {
  expectTypeOf<AppInputs["order"]["create"]>().toEqualTypeOf<{
    order_details: {
      user_id: string;
      cluster_name: string;
      images_storage: number;
      has_monitoring: boolean;
      monitoring_storage?: number | undefined;
      has_alerting: boolean;
    };
    currency: string;
    amount?: unknown;
    expected_amount?: { currency_code: string; value: string } | undefined;
    return_url?: string | undefined;
    cancel_url?: string | undefined;
    locale?: string | undefined;
    idempotency_key?: string | undefined;
  }>();
  expectTypeOf<CreateOrderInput>().toEqualTypeOf<AppInputs["order"]["create"]>();
  expectTypeOf<OrderDetails>().toEqualTypeOf<CreateOrderInput["order_details"]>();
});

test("a customer reads prices with or without a currency", () => {
  expectTypeOf<AppInputs["order"]["prices"]>().toEqualTypeOf<
    { currency?: string | undefined } | undefined | void
  >();
  expectTypeOf<AppOutputs["order"]["prices"]>().toExtend<TaxedPrices>();
  expectTypeOf<AppOutputs["order"]["prices"]["currencies"]>().toEqualTypeOf<string[]>();
});

test("an order is addressed by its PayPal id alone", () => {
  expectTypeOf<AppInputs["order"]["approve"]>().toEqualTypeOf<Reference>();
  expectTypeOf<AppInputs["order"]["get"]>().toEqualTypeOf<Reference>();
  expectTypeOf<AppInputs["operator"]["order"]>().toEqualTypeOf<Reference>();
});

test("a customer receives PayPal's status from create and approve", () => {
  expectTypeOf<AppOutputs["order"]["create"]>().toEqualTypeOf<{
    order_id: string;
    status: "CREATED" | "SAVED" | "APPROVED" | "VOIDED" | "COMPLETED" | "PAYER_ACTION_REQUIRED";
    approve_url: string | null;
  }>();
  expectTypeOf<AppOutputs["order"]["approve"]>().toEqualTypeOf<{
    id: string;
    status: "APPROVED" | "COMPLETED";
  }>();
});

test("a customer receives the whole order, absent values as null", () => {
  expectTypeOf<Order>().toEqualTypeOf<{
    order_id: string;
    state: OrderState;
    payment_status: PaymentStatus;
    payment_summary: PaymentSummary;
    version: number;
    amount: { currency_code: string; value: string };
    net_amount: { currency_code: string; value: string } | null;
    vat_amount: { currency_code: string; value: string } | null;
    vat: {
      country: string;
      rate: string;
      included: boolean;
      reason: { en: string; fr: string } | null;
    } | null;
    lines:
      | {
          item:
            | "basic"
            | "images_storage"
            | "has_monitoring"
            | "monitoring_storage"
            | "has_alerting";
          quantity: number;
          unit_amount: { currency_code: string; value: string };
          amount: { currency_code: string; value: string };
        }[]
      | null;
    order_details: {
      user_id: string;
      cluster_name: string;
      images_storage: number;
      has_monitoring: boolean;
      monitoring_storage: number;
      has_alerting: boolean;
    };
    payee_email: string | null;
    approve_url: string | null;
    web_order_id: number | null;
    problem: string | null;
    problem_code: OrderProblem | null;
    duplicate_of: string | null;
    create_time: string;
    approve_before: string;
    paid_time: string | null;
    provisioned_time: string | null;
    refunded_amount: { currency_code: string; value: string } | null;
    history: { time: string; event: OrderEventCode; text: string }[];
  }>();
  expectTypeOf<Order["amount"]>().toExtend<Money>();
});

test("a stream resumes from an event's id, which tRPC sends as lastEventId", () => {
  expectTypeOf<AppInputs["order"]["watch"]>().toEqualTypeOf<{
    order_id: string;
    lastEventId?: string | null | undefined;
  }>();
  type Event = AppOutputs["order"]["watch"] extends AsyncIterable<infer It> ? It : never;
  expectTypeOf<Event>().toEqualTypeOf<
    ResumableEvent<{
      order_id: string;
      version: number;
      state: OrderState;
      settled: boolean;
      problem: string | null;
      problem_code: OrderProblem | null;
      time: string;
    }>
  >();
});

test("an operator's action has the version that the operator read, and a reason", () => {
  expectTypeOf<AppInputs["operator"]["retry"]>().toEqualTypeOf<OperatorAct>();
  expectTypeOf<AppInputs["operator"]["close"]>().toEqualTypeOf<OperatorAct>();
  expectTypeOf<AppInputs["operator"]["refund"]>().toEqualTypeOf<{
    order_id: string;
    version: number;
    reason: string;
    amount?: string | undefined;
  }>();
  expectTypeOf<AppInputs["operator"]["closeUnmatchedPayment"]>().toEqualTypeOf<{
    event_id: string;
    reason: string;
  }>();
  expectTypeOf<AppInputs["operator"]["reconcile"]>().toEqualTypeOf<{
    since: string;
    reason: string;
  }>();
});

test("an action returns the order as a line of the list", () => {
  type Line = AppOutputs["operator"]["orders"]["orders"][number];
  expectTypeOf<AppOutputs["operator"]["retry"]>().toEqualTypeOf<Line>();
  expectTypeOf<AppOutputs["operator"]["refund"]>().toEqualTypeOf<Line>();
  expectTypeOf<AppOutputs["operator"]["close"]>().toEqualTypeOf<Line>();
  expectTypeOf<AppOutputs["operator"]["order"]>().toExtend<Line>();
});

test("procedures without an input take none", () => {
  expectTypeOf<AppInputs["operator"]["money"]>().toBeVoid();
  expectTypeOf<AppInputs["operator"]["unmatchedPayments"]>().toBeVoid();
});
