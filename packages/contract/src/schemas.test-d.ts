import { expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type { orderDetailsSchema, storedDetailsSchema } from "./details-schemas.ts";
import type { currencySchema, moneySchema, timestampSchema } from "./field-schemas.ts";
import type { Money } from "./money.ts";
import type { canonicalDetails } from "./order-details.ts";
import type { OrderState, PaymentStatus } from "./order-state.ts";
import type {
  approvedOrderSchema,
  createOrderInputSchema,
  orderReferenceSchema,
  orderSchema,
  orderUpdateSchema,
  paypalOrderStatusSchema,
  priceListSchema,
  pricesInputSchema,
  pricesSchema,
  watchInputSchema,
} from "./schemas.ts";

type Sent<Schema extends z.ZodType> = z.input<Schema>;
type Parsed<Schema extends z.ZodType> = z.output<Schema>;
type Details = typeof orderDetailsSchema;
type Create = typeof createOrderInputSchema;
type Optional<T> = { [Key in keyof T]-?: object extends Pick<T, Key> ? Key : never }[keyof T];

test("an amount on the wire is the Money that the arithmetic takes", () => {
  expectTypeOf<Parsed<typeof moneySchema>>().toExtend<Money>();
  expectTypeOf<Money>().toExtend<Sent<typeof moneySchema>>();
  expectTypeOf<Parsed<typeof currencySchema>>().toEqualTypeOf<string>();
});

test("monitoring storage is optional in the input and present after parsing", () => {
  expectTypeOf<Optional<Sent<Details>>>().toEqualTypeOf<"monitoring_storage">();
  expectTypeOf<Optional<Parsed<Details>>>().toEqualTypeOf<never>();
  expectTypeOf<Parsed<Details>["monitoring_storage"]>().toEqualTypeOf<number>();
});

test("parsed details are canonical, and are the stored ones", () => {
  expectTypeOf<Parsed<Details>>().toExtend<ReturnType<typeof canonicalDetails>>();
  expectTypeOf<Parsed<Details>>().toExtend<Parsed<typeof storedDetailsSchema>>();
  expectTypeOf<keyof Parsed<Details>>().toEqualTypeOf<keyof Parsed<typeof storedDetailsSchema>>();
});

test("an order needs details and a currency, and no amount", () => {
  expectTypeOf<Optional<Sent<Create>>>().toEqualTypeOf<
    "amount" | "expected_amount" | "return_url" | "cancel_url" | "locale" | "idempotency_key"
  >();
  expectTypeOf<Parsed<Create>["amount"]>().toBeUnknown();
  expectTypeOf<Parsed<Create>["order_details"]>().toEqualTypeOf<Parsed<Details>>();
  expectTypeOf<Parsed<Create>["return_url"]>().toEqualTypeOf<string | undefined>();
});

test("a reference is an id, and a resumed stream adds the last event's id", () => {
  expectTypeOf<Sent<typeof orderReferenceSchema>>().toEqualTypeOf<{ order_id: string }>();
  expectTypeOf<Sent<typeof watchInputSchema>>().toExtend<Sent<typeof orderReferenceSchema>>();
  expectTypeOf<Optional<Sent<typeof watchInputSchema>>>().toEqualTypeOf<"lastEventId">();
});

test("PayPal's statuses are not ours", () => {
  type PayPalStatus = Parsed<typeof paypalOrderStatusSchema>;
  expectTypeOf<PayPalStatus>().toEqualTypeOf<
    "CREATED" | "SAVED" | "APPROVED" | "VOIDED" | "COMPLETED" | "PAYER_ACTION_REQUIRED"
  >();
  expectTypeOf<Extract<PayPalStatus, OrderState>>().toBeNever();
  expectTypeOf<Parsed<typeof approvedOrderSchema>["status"]>().toExtend<PayPalStatus>();
});

test("prices take an optional currency, or no input", () => {
  expectTypeOf<undefined>().toExtend<Sent<typeof pricesInputSchema>>();
  expectTypeOf<Optional<NonNullable<Sent<typeof pricesInputSchema>>>>().toEqualTypeOf<"currency">();
});

test("a price list has the prices and the currencies", () => {
  type List = Parsed<typeof priceListSchema>;
  expectTypeOf<Exclude<keyof List, "currencies" | "vat" | "seller">>().toEqualTypeOf<
    keyof Parsed<typeof pricesSchema>
  >();
  expectTypeOf<List[keyof Parsed<typeof pricesSchema>]>().toEqualTypeOf<number>();
});

test("an order on the wire has every field; an absent value is null", () => {
  type Order = Sent<typeof orderSchema>;
  expectTypeOf<Optional<Order>>().toEqualTypeOf<never>();
  expectTypeOf<Order["state"]>().toEqualTypeOf<OrderState>();
  expectTypeOf<Order["payment_status"]>().toEqualTypeOf<PaymentStatus>();
  expectTypeOf<Parsed<typeof timestampSchema>>().toEqualTypeOf<string>();
  type Nullable = { [Key in keyof Order]: null extends Order[Key] ? Key : never }[keyof Order];
  expectTypeOf<Nullable>().toEqualTypeOf<
    | "net_amount"
    | "vat_amount"
    | "vat"
    | "lines"
    | "payee_email"
    | "approve_url"
    | "web_order_id"
    | "problem"
    | "problem_code"
    | "duplicate_of"
    | "paid_time"
    | "provisioned_time"
    | "refunded_amount"
  >();
});

test("an update of a stream says whether another follows", () => {
  type Update = Parsed<typeof orderUpdateSchema>;
  expectTypeOf<Update["settled"]>().toEqualTypeOf<boolean>();
  expectTypeOf<Update["state"]>().toEqualTypeOf<OrderState>();
  expectTypeOf<Pick<Update, "order_id" | "version" | "state" | "problem">>().toExtend<
    Pick<Parsed<typeof orderSchema>, "order_id" | "version" | "state" | "problem">
  >();
});
