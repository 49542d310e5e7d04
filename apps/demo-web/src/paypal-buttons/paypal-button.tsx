import { PayPalProvider } from "@paypal/react-paypal-js/sdk-v6";
import type { PayPalButtonProps } from "./button-props.ts";
import { SessionButton } from "./session-button.tsx";

/** PayPal's own button, which opens PayPal's window for an order of our server. */
export function PayPalButton({ settings, ...props }: PayPalButtonProps) {
  return (
    <PayPalProvider
      clientId={settings.clientId}
      environment={settings.environment}
      components={["paypal-payments"]}
      pageType="checkout"
    >
      <SessionButton {...props} />
    </PayPalProvider>
  );
}
