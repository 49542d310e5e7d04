import {
  clusterNamePattern,
  ruleMessages,
  storageLimits,
  userIdPattern,
} from "@onekonsole/billing-contract/browser";
import {
  type CheckoutForm,
  fieldLabels,
  type FieldName,
  type FieldProblems,
} from "./checkout-form.ts";

/** Whole gigabytes of a typed text, or `undefined` when it is no whole number. */
export function gigabytesOf(text: string): number | undefined {
  const trimmed = text.trim();
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** The field's name and the contract's rule, which is worded to follow it. */
export function problemText(field: FieldName, rule: string): string {
  return `${fieldLabels[field]} ${rule}.`;
}

const isWithin = (text: string, { min, max }: { min: number; max: number }): boolean => {
  const gigabytes = gigabytesOf(text);
  return gigabytes !== undefined && gigabytes >= min && gigabytes <= max;
};

/** The contract's own rules, checked before the server is asked. Monitoring storage counts only with monitoring. */
export function validateForm(form: CheckoutForm): FieldProblems {
  const rules: readonly (readonly [FieldName, boolean, string])[] = [
    ["clusterName", clusterNamePattern.test(form.clusterName.trim()), ruleMessages.clusterName],
    [
      "imagesStorage",
      isWithin(form.imagesStorage, storageLimits.images),
      ruleMessages.imagesStorage,
    ],
    [
      "monitoringStorage",
      !form.hasMonitoring || isWithin(form.monitoringStorage, storageLimits.monitoring),
      ruleMessages.monitoringStorage,
    ],
    ["userId", userIdPattern.test(form.userId.trim()), ruleMessages.userId],
  ];
  const broken = rules.filter(([, holds]) => !holds);
  return Object.fromEntries(broken.map(([field, , rule]) => [field, problemText(field, rule)]));
}
