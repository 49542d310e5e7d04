import type { CreateOrderInput } from "@onekonsole/billing-contract";
import { orderPrice, type PricedDetails, type TaxedPrices } from "@onekonsole/billing-contract";
import type { CheckoutForm } from "./checkout-form.ts";
import { parseGigabytes } from "./validate-form.ts";

/**
 * The part of a form on which the price depends; `undefined` while a storage in use is not a whole
 * number.
 */
export function toPricedDetails(form: CheckoutForm): PricedDetails | undefined {
  const images = parseGigabytes(form.imagesStorage);
  const monitoring = parseGigabytes(form.monitoringStorage);
  if (images === undefined) return undefined;
  if (form.hasMonitoring && monitoring === undefined) return undefined;
  return {
    images_storage: images,
    has_monitoring: form.hasMonitoring,
    ...(form.hasMonitoring && { monitoring_storage: monitoring }),
    has_alerting: form.hasAlerting,
  };
}

/** What a customer orders, with the prices that the page shows. */
export interface PricedForm {
  readonly form: CheckoutForm;
  readonly prices: TaxedPrices;
}

/** The page on which the payer orders. */
interface OrderingPage {
  /** PayPal sends the payer back to its /return and /cancel. */
  readonly origin: string;
  /** PayPal's pages are shown in it. */
  readonly locale: string;
}

/**
 * The input of `order.create` for a valid form.
 * @throws RangeError for a form that was not validated.
 */
export function toCreateOrderInput(
  { form, prices }: PricedForm,
  { origin, locale }: OrderingPage,
): CreateOrderInput {
  const details = toPricedDetails(form);
  if (!details) throw new RangeError("A storage of the form is not a whole number.");
  return {
    order_details: {
      ...details,
      user_id: form.userId.trim(),
      cluster_name: form.clusterName.trim(),
    },
    currency: form.currency,
    expected_amount: orderPrice(details, prices, form.currency),
    return_url: `${origin}/return`,
    cancel_url: `${origin}/cancel`,
    locale,
  };
}
