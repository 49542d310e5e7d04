/** The PayPal app whose buttons the checkout shows. */
export interface PayPalSettings {
  /** The app's public name; it grants nothing by itself. */
  readonly clientId: string;
  readonly environment: "production" | "sandbox";
  /** A simulator's SDK script; without one, PayPal's own is loaded. */
  readonly sdkUrl: string | undefined;
}

const clientId = import.meta.env.VITE_PAYPAL_CLIENT_ID;

/** Undefined if no app is configured; the checkout then leads to PayPal's page without buttons. */
export const payPalSettings: PayPalSettings | undefined = clientId
  ? {
      clientId,
      environment: import.meta.env.VITE_PAYPAL_ENVIRONMENT ?? "sandbox",
      sdkUrl: import.meta.env.VITE_PAYPAL_SDK_URL || undefined,
    }
  : undefined;
