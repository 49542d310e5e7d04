import { expectTypeOf, test } from "vitest";
import type { Money } from "./money.ts";
import {
  type OptionName,
  orderPrice,
  type PricedDetails,
  type PriceLine,
  priceLines,
  type Prices,
  type TaxedPrices,
} from "./price.ts";
import type { OrderDetails } from "./router.ts";

declare const prices: TaxedPrices;
declare const details: PricedDetails;

test("the options are every detail except owner and name", () => {
  expectTypeOf<OptionName>().toEqualTypeOf<
    "images_storage" | "has_monitoring" | "monitoring_storage" | "has_alerting"
  >();
});

test("the prices are read-only whole numbers", () => {
  expectTypeOf<Prices>().toEqualTypeOf<{
    readonly basic: number;
    readonly img_storage_price_unit: number;
    readonly monitoring_option: number;
    readonly monitoring_storage_price_unit: number;
    readonly alerting_option: number;
  }>();
  const { alerting_option: _, ...incomplete } = prices;
  // @ts-expect-error an option without a price
  orderPrice(details, incomplete, "EUR");
  const { vat: _vat, ...untaxed } = prices;
  expectTypeOf(untaxed).toExtend<Prices>();
  // @ts-expect-error a price without its VAT
  orderPrice(details, untaxed, "EUR");
});

test("the price depends on every option, and on nothing else", () => {
  expectTypeOf<keyof PricedDetails>().toEqualTypeOf<OptionName>();
  expectTypeOf<{ [Name in keyof PricedDetails]: PricedDetails[Name] }>().toEqualTypeOf<{
    readonly images_storage: number;
    readonly has_monitoring: boolean;
    readonly has_alerting: boolean;
    readonly monitoring_storage?: number | undefined;
  }>();
  const { has_alerting: _, ...incomplete } = details;
  // @ts-expect-error an option that would not be charged
  orderPrice(incomplete, prices, "EUR");
});

test("a page can compute the price of an input", () => {
  expectTypeOf<OrderDetails>().toExtend<PricedDetails>();
});

test("a total is an amount on the wire, a line is in minor units", () => {
  expectTypeOf(orderPrice(details, prices, "EUR")).toEqualTypeOf<Money>();
  expectTypeOf(priceLines(details, prices, "EUR")).toEqualTypeOf<readonly PriceLine[]>();
  expectTypeOf<PriceLine["minorUnits"]>().toEqualTypeOf<bigint>();
  // @ts-expect-error a currency is a code, not an amount
  orderPrice(details, prices, 978);
});
