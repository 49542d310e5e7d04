import { storageLimits } from "@onekonsole/billing-contract";
import { describe, expect, test } from "vitest";
import { renderHtml, renderTexts } from "../testing/render.fixture.tsx";
import { textsIn } from "../testing/texts.fixture.ts";
import { type CheckoutForm, emptyForm } from "./checkout-form.ts";
import { ClusterFields } from "./cluster-fields.tsx";
import type { Checkout } from "./use-checkout.ts";

// Each price differs, so that no field can show another's.
const prices: NonNullable<Checkout["priceList"]["prices"]> = {
  vat: { country: "FR", rate: "20", included: true, reason: null },
  basic: 20,
  img_storage_price_unit: 1,
  monitoring_option: 5,
  monitoring_storage_price_unit: 2,
  alerting_option: 4,
  seller: null,
};

interface Changes extends Partial<Omit<Checkout, "form" | "priceList">> {
  readonly form?: Partial<CheckoutForm>;
  readonly priceList?: Partial<Checkout["priceList"]>;
}

const element = ({ form, priceList, ...changes }: Changes = {}) => {
  const checkout: Checkout = {
    form: { ...emptyForm, currency: "USD", ...form },
    priceList: {
      currency: "USD",
      currencies: ["USD", "JPY"],
      prices,
      error: null,
      isLoading: false,
      retry: () => undefined,
      ...priceList,
    },
    problems: {},
    nameHolder: undefined,
    isBusy: false,
    error: null,
    seenAmount: undefined,
    change: () => undefined,
    startOrder: () => undefined,
    submit: () => undefined,
    ...changes,
  };
  return <ClusterFields checkout={checkout} />;
};
const texts = (changes?: Changes) => renderTexts(element(changes)).join("\n");
/** The tag of the input or select with an id. */
const tag = (id: string, changes?: Changes) =>
  new RegExp(`<(?:input|select)[^>]* id="${id}"[^>]*>`).exec(renderHtml(element(changes)))?.[0] ??
  "";

const { labels, rules } = textsIn.en.checkout.fields;
const loading = { currencies: [], prices: undefined };

describe("the fields of a cluster", () => {
  test("are disabled while an order with their values is being paid", () => {
    expect(renderHtml(element())).not.toMatch(/<fieldset[^>]* disabled/);
    expect(renderHtml(element({ isBusy: true }))).toMatch(/<fieldset[^>]* disabled/);
  });

  test("are labelled, one for each value of the form", () => {
    const html = renderHtml(element());
    for (const [field, label] of Object.entries(labels)) {
      expect(html).toMatch(new RegExp(`<label for="${field}">${label}( \\(GB\\))?</label>`));
      expect(tag(field)).not.toBe("");
    }
  });

  test("show what each option costs", () => {
    expect(texts()).toMatch(/container images\. US\$1\.00 per GB\./);
    expect(texts()).toMatch(/Metrics of your cluster\. US\$5\.00\./);
    expect(texts()).toMatch(/Storage for metrics\. US\$2\.00 per GB\./);
    expect(texts()).toMatch(/Alerts about your cluster\. US\$4\.00\./);
  });

  test("show a price without decimals in a currency that has none", () => {
    expect(texts({ form: { currency: "JPY" } })).toContain("JP¥5.");
  });

  test("show no price before the prices are loaded", () => {
    expect(texts({ priceList: loading })).not.toMatch(/[$¥€]|undefined|NaN/);
  });

  test("ask for the currency before anything that it prices", () => {
    const ids = [...renderHtml(element()).matchAll(/<(?:input|select)[^>]* id="(\w+)"/g)];
    expect(ids.slice(0, 3).map(([, id]) => id)).toEqual([
      "clusterName",
      "currency",
      "imagesStorage",
    ]);
  });

  test("have one range for the slider and the number of a storage", () => {
    const form = { imagesStorage: String(storageLimits.images.max) };
    const html = renderHtml(element({ form }));
    const slider = /<input[^>]*aria-label="Image storage slider"[^>]*>/.exec(html)?.[0] ?? "";
    expect(slider).toContain('aria-valuetext="1,000,000 GB"');
    const [, last] = /max="(\d+)"/.exec(slider) ?? [];
    expect(slider).toContain(`value="${last}"`);
    expect(tag("imagesStorage")).toContain('max="1000000"');
  });

  test("accept the storage of monitoring only with monitoring", () => {
    expect(tag("monitoringStorage")).toContain(' disabled=""');
    expect(tag("monitoringStorage", { form: { hasMonitoring: true } })).not.toContain("disabled");
    expect(tag("imagesStorage")).not.toContain("disabled");
  });

  test.each(Object.keys(labels) as (keyof CheckoutForm)[])(
    "mark %s as invalid and show its problem in place of the hint",
    (field) => {
      expect(tag(field)).toContain('aria-invalid="false"');
      const changes = { problems: { [field]: "invalid" } };
      expect(tag(field, changes)).toContain('aria-invalid="true"');
      expect(tag(field, changes)).toContain(`aria-describedby="${field}-note"`);
      const html = renderHtml(element(changes));
      expect(html).toContain(`<p id="${field}-note" class="field-note field-problem"`);
      expect(html).toContain(`>${rules[field]}</p>`);
    },
  );

  test("have the name's problem announced, since it is checked while it is typed", () => {
    const note = /<p id="clusterName-note"[^>]*>/.exec(renderHtml(element()))?.[0];
    expect(note).toContain('aria-live="polite"');
  });

  test("link to the order that has the cluster name", () => {
    const problems = { clusterName: "taken" } as const;
    expect(renderHtml(element({ problems, nameHolder: "A&B" }))).toMatch(
      /that is paid or being paid\. <a [^>]*href="\/order\?id=A%26B"/,
    );
    expect(renderHtml(element({ problems }))).not.toContain("<a ");
  });
});

describe("the choice of a currency", () => {
  const options = (changes?: Changes) =>
    [...renderHtml(element(changes)).matchAll(/<option[^>]*>(.*?)<\/option>/g)].map(
      ([, text]) => text,
    );

  test("has every currency that is sold", () => {
    expect(options()).toEqual(["USD", "JPY"]);
    expect(tag("currency")).not.toContain("disabled");
  });

  test("is disabled before they are loaded, and assumes none", () => {
    const changes = { form: { currency: "" }, priceList: loading };
    expect(options(changes)).toEqual(["Loading…"]);
    expect(tag("currency", changes)).toContain(' disabled=""');
  });

  test("shows an earlier choice while it is loaded", () => {
    expect(options({ form: { currency: "JPY" }, priceList: loading })).toEqual(["JPY"]);
  });
});
