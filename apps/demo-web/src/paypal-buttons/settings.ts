/** The PayPal app whose buttons the checkout shows. */
export interface PayPalSettings {
  /** The app's public name; it grants nothing by itself. */
  readonly clientId: string;
  readonly environment: "production" | "sandbox";
  /** A simulator's SDK script; without one, PayPal's own is loaded. */
  readonly sdkUrl: string | undefined;
}

/** Money moves at PayPal's production only. */
export const payPalEnvironment = import.meta.env.VITE_PAYPAL_ENVIRONMENT ?? "sandbox";

const clientId = import.meta.env.VITE_PAYPAL_CLIENT_ID;

/** Undefined if no app is configured; the checkout then leads to PayPal's page without buttons. */
export const payPalSettings: PayPalSettings | undefined = clientId
  ? {
      clientId,
      environment: payPalEnvironment,
      sdkUrl: import.meta.env.VITE_PAYPAL_SDK_URL || undefined,
    }
  : undefined;
