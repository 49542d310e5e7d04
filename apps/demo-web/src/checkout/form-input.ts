import type { CheckoutOrder } from "@onekonsole/billing-client/react";
import type { PricedDetails } from "@onekonsole/billing-contract";
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

/** The page on which the payer orders. */
interface OrderingPage {
  /** PayPal sends the payer back to its /return and /cancel. */
  readonly origin: string;
  /** PayPal's pages are shown in it. */
  readonly locale: string;
}

/**
 * What a valid form orders.
 * @throws RangeError for a form that was not validated.
 */
export function toCheckoutOrder(
  form: CheckoutForm,
  { origin, locale }: OrderingPage,
): CheckoutOrder {
  const details = toPricedDetails(form);
  if (!details) throw new RangeError("A storage of the form is not a whole number.");
  return {
    order_details: {
      ...details,
      user_id: form.userId.trim(),
      cluster_name: form.clusterName.trim(),
    },
    return_url: `${origin}/return`,
    cancel_url: `${origin}/cancel`,
    locale,
  };
}
