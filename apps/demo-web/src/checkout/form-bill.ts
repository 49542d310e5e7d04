import { type PagePrices, previewBill, type ShownBill } from "../bill/bill.ts";
import type { CheckoutForm } from "./checkout-form.ts";
import { toPricedDetails } from "./form-input.ts";

/** The bill of a form; undefined while a price or a number is missing. */
export function formBill(
  form: CheckoutForm,
  prices: PagePrices | undefined,
): ShownBill | undefined {
  const details = toPricedDetails(form);
  return details && prices && previewBill(details, prices, form.currency);
}
