import { usePayPal } from "@paypal/react-paypal-js/sdk-v6";
import { useEffect } from "react";
import { useLanguage } from "../language/use-language.tsx";
import type { PayPalButtonProps } from "./button-props.ts";
import { useAvailability } from "./use-availability.ts";
import { useWindowPayment } from "./use-window-payment.ts";

type SessionButtonProps = Omit<PayPalButtonProps, "settings">;

/** The button inside PayPal's provider. */
export function SessionButton({
  checkout,
  isShown,
  onAvailability,
  onPayment,
}: SessionButtonProps) {
  const { pay, error } = useWindowPayment(checkout, onPayment);
  const availability = useAvailability(checkout.form.currency, error);
  const { locale } = useLanguage();
  const { sdkInstance } = usePayPal();
  useEffect(() => {
    sdkInstance?.updateLocale(locale);
  }, [sdkInstance, locale]);
  useEffect(() => onAvailability(availability), [availability, onAvailability]);
  return <paypal-button hidden={!isShown} type="pay" onClick={pay} />;
}
