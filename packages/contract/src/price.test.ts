import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minorUnitsPerWhole, parseMoney } from "./money.ts";
import {
  orderBill,
  orderPrice,
  priceLines,
  type PricedDetails,
  type TaxedPrices,
} from "./price.ts";

const listed: TaxedPrices = {
  vat: { rate: "20", included: true },
  basic: 20,
  img_storage_price_unit: 1,
  monitoring_option: 5,
  monitoring_storage_price_unit: 1,
  alerting_option: 5,
};
const bare: PricedDetails = { images_storage: 10, has_monitoring: false, has_alerting: false };

// The maxima of the contract's schemas.
const flatPrice = fc.nat(1_000_000_000);
const unitPrice = fc.nat(1_000_000);
const anyPrices: fc.Arbitrary<TaxedPrices> = fc.record({
  vat: fc.constant({ rate: "20", included: true }),
  basic: flatPrice,
  img_storage_price_unit: unitPrice,
  monitoring_option: flatPrice,
  monitoring_storage_price_unit: unitPrice,
  alerting_option: flatPrice,
});
const anyDetails: fc.Arbitrary<PricedDetails> = fc.record({
  images_storage: fc.integer({ min: 1, max: 1_000_000 }),
  has_monitoring: fc.boolean(),
  monitoring_storage: fc.option(fc.nat(1_000_000), { nil: undefined }),
  has_alerting: fc.boolean(),
});
const anyCurrency = fc.constantFrom("EUR", "USD", "JPY", "HUF", "TWD");

describe("orderPrice", () => {
  test.each<[string, Partial<PricedDetails>, string]>([
    ["the control plane and images", {}, "30.00"],
    ["alerting", { has_alerting: true }, "35.00"],
    ["monitoring and its storage", { has_monitoring: true, monitoring_storage: 7 }, "42.00"],
    ["monitoring without storage", { has_monitoring: true, monitoring_storage: 0 }, "35.00"],
    ["everything", { has_monitoring: true, monitoring_storage: 7, has_alerting: true }, "47.00"],
  ])("adds up %s", (_, wish, value) => {
    expect(orderPrice({ ...bare, ...wish }, listed, "EUR")).toEqual({
      currency_code: "EUR",
      value,
    });
  });

  test.each(["JPY", "HUF", "TWD"])("has no decimals in %s", (currency) => {
    expect(orderPrice(bare, listed, currency).value).toBe("30");
  });

  test("is the sum of the lines", () => {
    fc.assert(
      fc.property(anyDetails, anyPrices, anyCurrency, (details, prices, currency) => {
        const sum = priceLines(details, prices, currency).reduce(
          (total, line) => total + line.minorUnits,
          0n,
        );
        expect(parseMoney(orderPrice(details, prices, currency))).toBe(sum);
      }),
    );
  });

  test("is the documented formula to the last cent, whatever the prices", () => {
    fc.assert(
      fc.property(anyDetails, anyPrices, anyCurrency, (details, prices, currency) => {
        const monitoring = details.has_monitoring
          ? BigInt(prices.monitoring_option) +
            BigInt(prices.monitoring_storage_price_unit) * BigInt(details.monitoring_storage ?? 0)
          : 0n;
        const whole =
          BigInt(prices.basic) +
          BigInt(prices.img_storage_price_unit) * BigInt(details.images_storage) +
          monitoring +
          (details.has_alerting ? BigInt(prices.alerting_option) : 0n);
        expect(parseMoney(orderPrice(details, prices, currency))).toBe(
          whole * minorUnitsPerWhole(currency),
        );
      }),
    );
  });

  test("has no monitoring storage without monitoring", () => {
    fc.assert(
      fc.property(anyDetails, anyPrices, (details, prices) => {
        const without = { ...details, has_monitoring: false };
        const { monitoring_storage: _, ...none } = without;
        expect(orderPrice(without, prices, "EUR")).toEqual(orderPrice(none, prices, "EUR"));
      }),
    );
  });

  test.each([
    ["price", bare, { ...listed, basic: 19.99 }],
    ["storage", { ...bare, images_storage: 1.5 }, listed],
    ["storage that is no number", { ...bare, images_storage: Number.NaN }, listed],
  ])("throws on a fractional %s instead of rounding it", (_, details, prices) => {
    expect(() => orderPrice(details, prices, "EUR")).toThrow(RangeError);
  });
});

test("VAT that the prices exclude is added to the sum of the lines", () => {
  const prices = { ...listed, vat: { rate: "5.5", included: false } };
  const { lines, ...amounts } = orderBill(bare, prices, "EUR");
  expect(lines).toEqual(priceLines(bare, prices, "EUR"));
  expect(amounts).toEqual({ net: 3_000n, vat: 165n, gross: 3_165n });
  expect(orderPrice(bare, prices, "EUR").value).toBe("31.65");
  // 1.65 yen are 2.
  expect(orderPrice(bare, prices, "JPY").value).toBe("32");
});

describe("priceLines", () => {
  test("has a line for every option that was chosen", () => {
    const wish = { ...bare, has_monitoring: true, monitoring_storage: 7, has_alerting: true };
    expect(priceLines(wish, listed, "EUR")).toEqual([
      {
        item: "basic",
        quantity: 1,
        unitMinorUnits: 2000n,
        minorUnits: 2000n,
      },
      {
        item: "images_storage",
        quantity: 10,
        unitMinorUnits: 100n,
        minorUnits: 1000n,
      },
      {
        item: "has_monitoring",
        quantity: 1,
        unitMinorUnits: 500n,
        minorUnits: 500n,
      },
      {
        item: "monitoring_storage",
        quantity: 7,
        unitMinorUnits: 100n,
        minorUnits: 700n,
      },
      {
        item: "has_alerting",
        quantity: 1,
        unitMinorUnits: 500n,
        minorUnits: 500n,
      },
    ]);
  });

  test("leaves out what was not chosen", () => {
    const items = priceLines(bare, listed, "EUR").map(({ item }) => item);
    expect(items).toEqual(["basic", "images_storage"]);
  });
});
