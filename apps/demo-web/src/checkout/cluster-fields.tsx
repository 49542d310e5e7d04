import { isStorage, type OptionName, type Prices } from "@onekonsole/billing-contract";
import { Fragment, type ReactNode } from "react";
import { account } from "../account/account.ts";
import { type ShownLanguage, useLanguage } from "../language/use-language.tsx";
import { detailFields } from "./checkout-form.ts";
import { DeveloperOptions } from "./developer-options.tsx";
import { Field } from "./field.tsx";
import { NameField } from "./name-field.tsx";
import { problemText } from "./problem-text.ts";
import { StorageField } from "./storage-field.tsx";
import { ToggleField } from "./toggle-field.tsx";
import type { Checkout } from "./use-checkout.ts";

interface PartProps {
  readonly checkout: Checkout;
}

/** The inputs of the checkout, each with its price; disabled while an order with their values is being paid. */
export function ClusterFields({ checkout }: PartProps) {
  const { form, problems, isBusy, change } = checkout;
  const shown = useLanguage();
  return (
    <fieldset className="card fields" disabled={isBusy}>
      <NameField {...checkout} />
      <CurrencyField checkout={checkout} />
      {Object.entries(optionFields(checkout, shown)).map(([name, field]) => (
        <Fragment key={name}>{field}</Fragment>
      ))}
      {!account && (
        <DeveloperOptions
          userId={form.userId}
          problem={problemText("userId", problems, shown.texts.checkout.fields)}
          change={change}
        />
      )}
    </fieldset>
  );
}

/** One input per option, in the order of the page, so that no option can be left out. */
function optionFields(
  { form, problems, priceList: { prices }, change }: Checkout,
  { formats, texts }: ShownLanguage,
): Readonly<Record<OptionName, ReactNode>> {
  const { fields } = texts.checkout;
  const hint = (option: OptionName, name: keyof Prices) => {
    const text = fields.hints[detailFields[option]];
    if (!prices) return text;
    const price = formats.wholeUnits(prices[name], form.currency);
    return `${text} ${isStorage(option) ? fields.pricePerGigabyte(price) : fields.price(price)}`;
  };
  const common = (option: OptionName, price: keyof Prices) => ({
    hint: hint(option, price),
    problem: problemText(detailFields[option], problems, fields),
    change,
  });
  return {
    images_storage: (
      <StorageField
        name="imagesStorage"
        value={form.imagesStorage}
        {...common("images_storage", "img_storage_price_unit")}
      />
    ),
    has_monitoring: (
      <ToggleField
        name="hasMonitoring"
        checked={form.hasMonitoring}
        {...common("has_monitoring", "monitoring_option")}
      />
    ),
    monitoring_storage: (
      <StorageField
        name="monitoringStorage"
        value={form.monitoringStorage}
        disabled={!form.hasMonitoring}
        {...common("monitoring_storage", "monitoring_storage_price_unit")}
      />
    ),
    has_alerting: (
      <ToggleField
        name="hasAlerting"
        checked={form.hasAlerting}
        {...common("has_alerting", "alerting_option")}
      />
    ),
  };
}

function CurrencyField({ checkout: { form, priceList, problems, change } }: PartProps) {
  const { fields } = useLanguage().texts.checkout;
  const isLoaded = priceList.currencies.length > 0;
  return (
    <Field
      id="currency"
      label={fields.labels.currency}
      hint={fields.hints.currency}
      problem={problemText("currency", problems, fields)}
    >
      {(attributes) => (
        <select
          {...attributes}
          value={form.currency}
          disabled={!isLoaded}
          onChange={(event) => change({ currency: event.target.value })}
        >
          {!isLoaded && <option value={form.currency}>{form.currency || fields.loading}</option>}
          {priceList.currencies.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
