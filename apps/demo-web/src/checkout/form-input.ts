import type { CreateOrderInput } from "@onekonsole/billing-contract";
import type { PricedDetails } from "@onekonsole/billing-contract/browser";
import type { CheckoutForm } from "./checkout-form.ts";
import { parseGigabytes } from "./validate-form.ts";

/** The part of a form that a price depends on; `undefined` while a storage that counts is no whole number. */
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

/**
 * What `order.create` is sent for a form that `validateForm` has nothing against.
 * `origin` is the page's own: PayPal sends the payer back to its /return and /cancel.
 * Throws a RangeError for a form that wasn't validated.
 */
export function toCreateOrderInput(form: CheckoutForm, origin: string): CreateOrderInput {
  const details = toPricedDetails(form);
  if (!details) throw new RangeError("The form holds a storage that is no whole number.");
  return {
    order_details: {
      ...details,
      user_id: form.userId.trim(),
      cluster_name: form.clusterName.trim(),
    },
    currency: form.currency,
    return_url: `${origin}/return`,
    cancel_url: `${origin}/cancel`,
  };
}
