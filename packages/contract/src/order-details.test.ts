import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalDetails } from "./order-details.ts";
import { orderPrice } from "./price.ts";

const sent = fc.record({
  user_id: fc.uuid().chain((id) => fc.constantFrom(id, id.toUpperCase())),
  cluster_name: fc.constant("blue-lake"),
  images_storage: fc.integer({ min: 1, max: 1_000_000 }),
  has_monitoring: fc.boolean(),
  monitoring_storage: fc.option(fc.nat(1_000_000), { nil: undefined }),
  has_alerting: fc.boolean(),
});

const prices = {
  vat: { rate: "20", included: true },
  basic: 20,
  img_storage_price_unit: 1,
  monitoring_option: 5,
  monitoring_storage_price_unit: 1,
  alerting_option: 5,
};

describe("the canonical form of an order's details", () => {
  test("has the same price as the input, and has no unpaid storage", () => {
    fc.assert(
      fc.property(sent, (details) => {
        const canonical = canonicalDetails(details);
        const price = orderPrice(canonical, prices, "EUR");
        expect(price).toEqual(orderPrice(details, prices, "EUR"));
        const unmonitored = { ...canonical, has_monitoring: false, monitoring_storage: 0 };
        const monitoring = canonical.has_monitoring ? 5 + canonical.monitoring_storage : 0;
        const rest = orderPrice(unmonitored, prices, "EUR");
        expect(Number(price.value)).toBe(Number(rest.value) + monitoring);
        expect(canonical.has_monitoring || canonical.monitoring_storage === 0).toBe(true);
      }),
    );
  });

  test("is the same for ids that differ only in case, and is its own canonical form", () => {
    fc.assert(
      fc.property(sent, (details) => {
        const canonical = canonicalDetails(details);
        const shouted = { ...details, user_id: details.user_id.toUpperCase() };
        expect(canonicalDetails(shouted)).toEqual(canonical);
        expect(canonicalDetails(canonical)).toEqual(canonical);
      }),
    );
  });
});
