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

/** Parses whole gigabytes; `undefined` for a text that is not a whole number. */
export function parseGigabytes(text: string): number | undefined {
  const trimmed = text.trim();
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** The field's name, followed by the contract's rule. */
export function problemText(field: FieldName, rule: string): string {
  return `${fieldLabels[field]} ${rule}.`;
}

const isWithin = (text: string, { min, max }: { min: number; max: number }): boolean => {
  const gigabytes = parseGigabytes(text);
  return gigabytes !== undefined && gigabytes >= min && gigabytes <= max;
};

interface Rule {
  readonly holds: (form: CheckoutForm) => boolean;
  readonly text: string;
}

/**
 * The contract's rule for each field, in the order of the page; `null` for a field that cannot be
 * invalid. Monitoring storage counts only with monitoring.
 */
const rules: Readonly<Record<Exclude<FieldName, "currency">, Rule | null>> = {
  clusterName: {
    holds: ({ clusterName }) => clusterNamePattern.test(clusterName.trim()),
    text: ruleMessages.clusterName,
  },
  imagesStorage: {
    holds: ({ imagesStorage }) => isWithin(imagesStorage, storageLimits.images),
    text: ruleMessages.imagesStorage,
  },
  hasMonitoring: null,
  monitoringStorage: {
    holds: ({ hasMonitoring, monitoringStorage }) =>
      !hasMonitoring || isWithin(monitoringStorage, storageLimits.monitoring),
    text: ruleMessages.monitoringStorage,
  },
  hasAlerting: null,
  userId: {
    holds: ({ userId }) => userIdPattern.test(userId.trim()),
    text: ruleMessages.userId,
  },
};

/** The problems that the service would report, found without a request. The service checks the currency. */
export function validateForm(form: CheckoutForm): FieldProblems {
  const problems: Partial<Record<FieldName, string>> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const field = name as keyof typeof rules;
    if (rule && !rule.holds(form)) problems[field] = problemText(field, rule.text);
  }
  return problems;
}
