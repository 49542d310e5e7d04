import { clusterNamePattern, storageLimits, userIdPattern } from "@onekonsole/billing-contract";
import type { CheckoutForm, FieldFault, FieldName, FieldProblems } from "./checkout-form.ts";

/** Parses whole gigabytes; `undefined` for a text that is not a whole number. */
export function parseGigabytes(text: string): number | undefined {
  const trimmed = text.trim();
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : undefined;
}

const isWithin = (text: string, { min, max }: { min: number; max: number }): boolean => {
  const gigabytes = parseGigabytes(text);
  return gigabytes !== undefined && gigabytes >= min && gigabytes <= max;
};

type Rule = (form: CheckoutForm) => boolean;

/**
 * Whether the contract's rule for each field holds, in the order of the page; `null` for a field that
 * cannot be invalid. Monitoring storage counts only with monitoring.
 */
const rules: Readonly<Record<Exclude<FieldName, "currency">, Rule | null>> = {
  clusterName: ({ clusterName }) => clusterNamePattern.test(clusterName.trim()),
  imagesStorage: ({ imagesStorage }) => isWithin(imagesStorage, storageLimits.images),
  hasMonitoring: null,
  monitoringStorage: ({ hasMonitoring, monitoringStorage }) =>
    !hasMonitoring || isWithin(monitoringStorage, storageLimits.monitoring),
  hasAlerting: null,
  userId: ({ userId }) => userIdPattern.test(userId.trim()),
};

/** The problems that the service would report, found without a request. The service checks the currency. */
export function validateForm(form: CheckoutForm): FieldProblems {
  const problems: Partial<Record<FieldName, FieldFault>> = {};
  for (const [name, holds] of Object.entries(rules)) {
    const field = name as keyof typeof rules;
    if (holds && !holds(form)) problems[field] = "invalid";
  }
  return problems;
}
