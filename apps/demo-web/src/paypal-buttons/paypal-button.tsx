import { PayPalProvider } from "@paypal/react-paypal-js/sdk-v6";
import { useState } from "react";
import { useLanguage } from "../language/use-language.tsx";
import type { PayPalButtonProps } from "./button-props.ts";
import { SessionButton } from "./session-button.tsx";

/** PayPal's own button, which opens PayPal's window for an order of our server. */
export function PayPalButton({ settings, ...props }: PayPalButtonProps) {
  // The provider would start the SDK again for another locale, and close an open window.
  const [initialLocale] = useState(useLanguage().locale);
  return (
    <PayPalProvider
      clientId={settings.clientId}
      environment={settings.environment}
      components={["paypal-payments"]}
      pageType="checkout"
      locale={initialLocale}
    >
      <SessionButton {...props} />
    </PayPalProvider>
  );
}
