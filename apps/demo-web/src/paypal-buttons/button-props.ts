import type { WindowPayment } from "@onekonsole/billing-client/react";
import type { Checkout } from "../checkout/use-checkout.ts";
import type { PayPalSettings } from "./settings.ts";

/** Whether PayPal's button can be clicked; `pending` while its SDK is being loaded. */
export type Availability = "pending" | "usable" | "unusable";

export interface PayPalButtonProps {
  readonly settings: PayPalSettings;
  readonly checkout: Checkout;
  /** It is rendered hidden until it is usable. */
  readonly isShown: boolean;
  readonly onAvailability: (availability: Availability) => void;
  readonly onPayment: (payment: WindowPayment) => void;
}
