import { priceLines, type TaxedPrices } from "@onekonsole/billing-contract/browser";
import { describe, expect, test } from "vitest";
import { createFormats } from "../language/formats.ts";
import { renderTexts } from "../testing/render.fixture.tsx";
import { type CheckoutForm, emptyForm } from "./checkout-form.ts";
import { OrderSummary } from "./order-summary.tsx";

const prices: TaxedPrices = {
  vat: { rate: "20", included: true },
  basic: 20,
  img_storage_price_unit: 1,
  monitoring_option: 5,
  monitoring_storage_price_unit: 2,
  alerting_option: 4,
};
const form = (changes: Partial<CheckoutForm> = {}): CheckoutForm => ({
  ...emptyForm,
  currency: "USD",
  ...changes,
});
const texts = (changes?: Partial<CheckoutForm>, listed: TaxedPrices | undefined = prices) =>
  renderTexts(<OrderSummary form={form(changes)} prices={listed} />);

describe("the summary of an order", () => {
  test("has the line of every chosen option, then the total", () => {
    const chosen = { hasMonitoring: true, monitoringStorage: "7", hasAlerting: true };
    const details = {
      images_storage: 10,
      has_monitoring: true,
      monitoring_storage: 7,
      has_alerting: true,
    };
    const lines = priceLines(details, prices, "USD").flatMap(({ label, minorUnits }) => [
      label,
      createFormats("en-GB").minorUnits(minorUnits, "USD"),
    ]);
    expect(lines).toHaveLength(10);
    expect(texts(chosen)).toEqual([...lines, "Total", "US$53.00"]);
  });

  test("leaves out what was not chosen", () => {
    const shown = texts({ monitoringStorage: "7" });
    expect(shown.filter((text) => /Monitoring|Alerting/.test(text))).toEqual([]);
    expect(shown.at(-1)).toBe("US$30.00");
  });

  test("has no decimals in a currency without them", () => {
    expect(texts({ currency: "JPY" }).at(-1)).toBe("JP¥30");
  });

  test("has a dash while the prices are loaded", () => {
    expect(renderTexts(<OrderSummary form={form()} prices={undefined} />)).toEqual(["Total", "–"]);
  });

  test.each([
    { imagesStorage: "" },
    { imagesStorage: "1." },
    { hasMonitoring: true, monitoringStorage: "x" },
  ])("has a dash while a storage is incomplete: %j", (changes) => {
    expect(texts(changes)).toEqual(["Total", "–"]);
  });
});
