import { expectTypeOf, test } from "vitest";
import type { BillingClient, OrderUpdate } from "./index.ts";

// Checked by `tsc --noEmit` alone: a field that the contract renames fails here, as in an application.

type Calls = BillingClient["order"];
type Output<Call extends { query: (input: never) => Promise<unknown> }> = Awaited<
  ReturnType<Call["query"]>
>;
type Result<Call extends { mutate: (input: never) => Promise<unknown> }> = Awaited<
  ReturnType<Call["mutate"]>
>;

type ListedField =
  | "order_id"
  | "state"
  | "payment_summary"
  | "amount"
  | "net_amount"
  | "vat_amount"
  | "vat"
  | "refunded_amount"
  | "payee_email"
  | "order_details"
  | "create_time"
  | "paid_time";

type OrderField =
  | ListedField
  | "payment_status"
  | "version"
  | "lines"
  | "approve_url"
  | "web_order_id"
  | "problem"
  | "problem_code"
  | "duplicate_of"
  | "approve_before"
  | "provisioned_time"
  | "history";

test("a created and an approved order", () => {
  expectTypeOf<Pick<Result<Calls["create"]>, "order_id" | "status" | "approve_url">>().toBeObject();
  expectTypeOf<Pick<Result<Calls["approve"]>, "id" | "status">>().toBeObject();
});

test("an order and its list", () => {
  type Page = Output<Calls["list"]>;
  expectTypeOf<Pick<Page, "orders" | "next">>().toBeObject();
  expectTypeOf<Pick<Page["orders"][number], ListedField | "payment_method">>().toBeObject();
  expectTypeOf<Pick<Output<Calls["get"]>, OrderField>>().toBeObject();
});

test("an update of an order", () => {
  type Field = "order_id" | "version" | "state" | "settled" | "problem" | "problem_code" | "time";
  expectTypeOf<Pick<OrderUpdate, Field>>().toBeObject();
});

test("prices and receipts", () => {
  type Field =
    | "basic"
    | "img_storage_price_unit"
    | "monitoring_option"
    | "monitoring_storage_price_unit"
    | "alerting_option"
    | "currencies"
    | "vat"
    | "seller";
  expectTypeOf<Pick<Output<Calls["prices"]>, Field>>().toBeObject();
  expectTypeOf<Pick<Output<Calls["receipt"]>, "documents">>().toBeObject();
});
