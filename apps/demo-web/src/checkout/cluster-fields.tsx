import type { OptionName, Prices } from "@onekonsole/billing-contract/browser";
import { Fragment, type ReactNode } from "react";
import { account } from "../account/account.ts";
import type { Formats } from "../language/formats.ts";
import { useLanguage } from "../language/use-language.tsx";
import { Link } from "../link.tsx";
import { detailFields, fieldLabels } from "./checkout-form.ts";
import { DeveloperOptions } from "./developer-options.tsx";
import { Field } from "./field.tsx";
import { StorageField } from "./storage-field.tsx";
import { ToggleField } from "./toggle-field.tsx";
import type { Checkout } from "./use-checkout.ts";

interface PartProps {
  readonly checkout: Checkout;
}

/** The inputs of the checkout, each with its price. */
export function ClusterFields({ checkout }: PartProps) {
  const { form, problems, change } = checkout;
  const { formats } = useLanguage();
  return (
    <div className="card fields">
      <NameField checkout={checkout} />
      {Object.entries(optionFields(checkout, formats)).map(([name, field]) => (
        <Fragment key={name}>{field}</Fragment>
      ))}
      <CurrencyField checkout={checkout} />
      {!account && (
        <DeveloperOptions userId={form.userId} problem={problems.userId} change={change} />
      )}
    </div>
  );
}

/** One input per option, in the order of the page, so that no option can be left out. */
function optionFields(
  { form, problems, priceList: { prices }, change }: Checkout,
  formats: Formats,
): Readonly<Record<OptionName, ReactNode>> {
  const price = (name: keyof Prices, per = "") =>
    prices ? ` ${formats.wholeUnits(prices[name], form.currency)}${per}.` : "";
  const common = (option: OptionName) => ({ problem: problems[detailFields[option]], change });
  return {
    images_storage: (
      <StorageField
        name="imagesStorage"
        value={form.imagesStorage}
        hint={`Storage for container images.${price("img_storage_price_unit", " per GB")}`}
        {...common("images_storage")}
      />
    ),
    has_monitoring: (
      <ToggleField
        name="hasMonitoring"
        checked={form.hasMonitoring}
        hint={`Metrics of your cluster.${price("monitoring_option")}`}
        {...common("has_monitoring")}
      />
    ),
    monitoring_storage: (
      <StorageField
        name="monitoringStorage"
        value={form.monitoringStorage}
        disabled={!form.hasMonitoring}
        hint={`Storage for metrics.${price("monitoring_storage_price_unit", " per GB")}`}
        {...common("monitoring_storage")}
      />
    ),
    has_alerting: (
      <ToggleField
        name="hasAlerting"
        checked={form.hasAlerting}
        hint={`Alerts about your cluster.${price("alerting_option")}`}
        {...common("has_alerting")}
      />
    ),
  };
}

function NameField({ checkout: { form, problems, nameHolder, change } }: PartProps) {
  return (
    <Field
      id="clusterName"
      label={fieldLabels.clusterName}
      hint="2 to 63 characters: lower-case letters, digits and hyphens, starting and ending with a letter or digit."
      problem={
        nameHolder ? (
          <NameTaken problem={problems.clusterName} by={nameHolder} />
        ) : (
          problems.clusterName
        )
      }
    >
      {(attributes) => (
        <input
          {...attributes}
          type="text"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          placeholder="my-cluster"
          value={form.clusterName}
          onChange={(event) => change({ clusterName: event.target.value })}
        />
      )}
    </Field>
  );
}

function NameTaken({ problem, by }: { readonly problem: string | undefined; readonly by: string }) {
  return (
    <>
      {problem} <Link to={`/order?id=${encodeURIComponent(by)}`}>See that order</Link>
    </>
  );
}

function CurrencyField({ checkout: { form, priceList, problems, change } }: PartProps) {
  const isLoaded = priceList.currencies.length > 0;
  return (
    <Field
      id="currency"
      label={fieldLabels.currency}
      hint="The currency of the payment."
      problem={problems.currency}
    >
      {(attributes) => (
        <select
          {...attributes}
          value={form.currency}
          disabled={!isLoaded}
          onChange={(event) => change({ currency: event.target.value })}
        >
          {!isLoaded && <option value={form.currency}>{form.currency || "Loading…"}</option>}
          {priceList.currencies.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
