import { describe, expect, test } from "vitest";
import { BillLines } from "../bill/bill-lines.tsx";
import { BillTotal } from "../bill/bill-total.tsx";
import type { PagePrices } from "../bill/bill.ts";
import type { Language } from "../language/languages.ts";
import { renderTexts } from "../testing/render.fixture.tsx";
import { type CheckoutForm, emptyForm } from "./checkout-form.ts";
import { formBill } from "./form-bill.ts";

const vat = { country: "FR", rate: "20", included: true, reason: null };
const prices: PagePrices = {
  vat,
  basic: 20,
  img_storage_price_unit: 1,
  monitoring_option: 5,
  monitoring_storage_price_unit: 2,
  alerting_option: 4,
};

/** The texts of the summary in the checkout, with ordinary spaces. */
function shown(
  changes: Partial<CheckoutForm> = {},
  listed: PagePrices | undefined = prices,
  language: Language = "en",
): string[] {
  const bill = formBill({ ...emptyForm, currency: "EUR", ...changes }, listed);
  const summary = (
    <>
      <BillLines bill={bill} />
      <BillTotal bill={bill} total={bill?.total} />
    </>
  );
  return renderTexts(summary, language).map((text) => text.replaceAll(/\s/g, " "));
}

describe("the summary of an order", () => {
  test("has the line of every chosen option with its quantity, then the total with its VAT", () => {
    const chosen = { hasMonitoring: true, monitoringStorage: "7", hasAlerting: true };
    expect(shown(chosen).join("|")).toBe(
      "Managed control plane|€20.00|Image storage |10 GB × €1.00|€10.00|Monitoring|€5.00|" +
        "Monitoring storage |7 GB × €2.00|€14.00|Alerting|€4.00|Total|€53.00|Includes 20% VAT|€8.83",
    );
  });

  test("is in French, too", () => {
    expect(shown({}, prices, "fr").join("|")).toMatch(
      /^Plan de contrôle managé\|20,00 €\|.*\|Total\|30,00 €\|Dont TVA 20 %\|5,00 €$/,
    );
  });

  test("adds the VAT that the prices exclude", () => {
    const excluding = { ...prices, vat: { ...vat, rate: "5.5", included: false } };
    expect(shown({}, excluding).slice(-6)).toEqual([
      "Net",
      "€30.00",
      "VAT 5.5%",
      "€1.65",
      "Total",
      "€31.65",
    ]);
  });

  test("names a total in French that includes the VAT which the prices exclude", () => {
    const excluding = { ...prices, vat: { ...vat, included: false } };
    expect(shown({}, excluding, "fr")).toContain("Total TTC");
    const exempt = { ...prices, vat: { ...vat, rate: "0", included: false } };
    expect(shown({}, exempt, "fr")).not.toContain("Total TTC");
  });

  test("states why no VAT is due", () => {
    const reason = { en: "VAT not applicable", fr: "TVA non applicable" };
    const exempt = { ...prices, vat: { ...vat, rate: "0", reason } };
    expect(shown({}, exempt).slice(-3)).toEqual(["Total", "€30.00", "VAT not applicable"]);
    expect(shown({}, exempt, "fr").at(-1)).toBe("TVA non applicable");
  });

  test("leaves out what was not chosen", () => {
    expect(shown({ monitoringStorage: "7" }).join()).not.toMatch(/Monitoring|Alerting/);
  });

  test("has no decimals in a currency without them", () => {
    expect(shown({ currency: "JPY" })).toContain("JP¥30");
  });

  test("has a dash while the prices are loaded", () => {
    const bill = formBill(emptyForm, undefined);
    expect(renderTexts(<BillTotal bill={bill} total={bill?.total} />)).toEqual(["Total", "–"]);
  });

  test.each([
    { imagesStorage: "" },
    { imagesStorage: "1." },
    { hasMonitoring: true, monitoringStorage: "x" },
  ])("has a dash while a storage is incomplete: %j", (changes) => {
    expect(shown(changes)).toEqual(["Total", "–"]);
  });
});
