import type { Prices } from "@onekonsole/billing-contract/browser";
import { account } from "../account/account.ts";
import { displayWholeUnits } from "../format-money.ts";
import { Link } from "../link.tsx";
import { currencies, type Currency, fieldLabels } from "./checkout-form.ts";
import { DeveloperOptions } from "./developer-options.tsx";
import { Field } from "./field.tsx";
import { StorageField } from "./storage-field.tsx";
import { ToggleField } from "./toggle-field.tsx";
import type { Checkout } from "./use-checkout.ts";

interface ClusterFieldsProps {
  readonly checkout: Checkout;
  /** Undefined until they are loaded. */
  readonly prices: Prices | undefined;
}

/** The inputs of the checkout, each with what it costs. */
export function ClusterFields({ checkout, prices }: ClusterFieldsProps) {
  const { form, problems, change } = checkout;
  const money = (wholeUnits: number) => displayWholeUnits(wholeUnits, form.currency);
  return (
    <div className="card fields">
      <NameField checkout={checkout} />
      <StorageField
        name="imagesStorage"
        value={form.imagesStorage}
        hint={`Room for container images.${prices ? ` ${money(prices.img_storage_price_unit)} per GB.` : ""}`}
        problem={problems.imagesStorage}
        change={change}
      />
      <ToggleField
        name="hasMonitoring"
        checked={form.hasMonitoring}
        hint={`Metrics of your cluster.${prices ? ` ${money(prices.monitoring_option)}.` : ""}`}
        problem={problems.hasMonitoring}
        change={change}
      />
      <StorageField
        name="monitoringStorage"
        value={form.monitoringStorage}
        disabled={!form.hasMonitoring}
        hint={`Room for metrics.${prices ? ` ${money(prices.monitoring_storage_price_unit)} per GB.` : ""}`}
        problem={problems.monitoringStorage}
        change={change}
      />
      <ToggleField
        name="hasAlerting"
        checked={form.hasAlerting}
        hint={`Alerts about your cluster.${prices ? ` ${money(prices.alerting_option)}.` : ""}`}
        problem={problems.hasAlerting}
        change={change}
      />
      <CurrencyField checkout={checkout} />
      {!account && (
        <DeveloperOptions userId={form.userId} problem={problems.userId} change={change} />
      )}
    </div>
  );
}

interface PartProps {
  readonly checkout: Checkout;
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

function CurrencyField({ checkout: { form, problems, change } }: PartProps) {
  return (
    <Field
      id="currency"
      label={fieldLabels.currency}
      hint="What you pay in."
      problem={problems.currency}
    >
      {(attributes) => (
        <select
          {...attributes}
          value={form.currency}
          onChange={(event) => change({ currency: event.target.value as Currency })}
        >
          {currencies.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
