import { readStored, writeStored } from "../browser-storage.ts";
import { type CheckoutForm, emptyForm } from "./checkout-form.ts";

const formKey = "billing-checkout";
const userKey = "billing-demo-user";

/** A stored form, with the default for everything that is missing or of the wrong kind. */
export function parseForm(formText: string | null, userId: string | null): CheckoutForm {
  const stored = parseObject(formText);
  const fields = Object.entries(emptyForm).map(([field, initial]) => {
    const value = stored[field];
    return [field, typeof value === typeof initial ? value : initial];
  });
  const form = Object.fromEntries(fields) as CheckoutForm;
  return { ...form, userId: userId ?? emptyForm.userId };
}

/** The form as it was left in this tab; the demo user is the browser's. */
export function loadForm(): CheckoutForm {
  return parseForm(
    readStored(() => sessionStorage, formKey),
    readStored(() => localStorage, userKey),
  );
}

/**
 * Keeps the form over the way to PayPal and back, until the tab is closed. A browser that refuses
 * storage keeps it in memory only.
 */
export function saveForm({ userId, ...form }: CheckoutForm): void {
  writeStored(() => sessionStorage, formKey, JSON.stringify(form));
  writeStored(() => localStorage, userKey, userId);
}

/** Empties the form of a cluster that was ordered since; the currency and the user are kept. */
export function clearForm(clusterName: string): void {
  const { clusterName: entered, currency, userId } = loadForm();
  if (entered.trim() === clusterName) saveForm({ ...emptyForm, currency, userId });
}

function parseObject(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
