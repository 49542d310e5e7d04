import { useWindowPayment } from "@onekonsole/billing-client/react";
import { usePayPal, usePayPalOneTimePaymentSession } from "@paypal/react-paypal-js/sdk-v6";
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { useLanguage } from "../language/use-language.tsx";
import type { PayPalButtonProps } from "./button-props.ts";
import { useAvailability } from "./use-availability.ts";

type SessionButtonProps = Omit<PayPalButtonProps, "settings">;

/** The button inside PayPal's provider. */
export function SessionButton({
  checkout,
  isShown,
  onAvailability,
  onPayment,
}: SessionButtonProps) {
  const navigate = useNavigate();
  // The server captures: the page to which the payer is led requests it.
  const { session, open } = useWindowPayment({
    place: checkout.startOrder,
    onPayment,
    onApproved: (orderId) => navigate(`/return?token=${encodeURIComponent(orderId)}`),
  });
  const { handleClick, error } = usePayPalOneTimePaymentSession(session);
  const availability = useAvailability(checkout.form.currency, error);
  const { locale } = useLanguage();
  const { sdkInstance } = usePayPal();
  useEffect(() => {
    sdkInstance?.updateLocale(locale);
  }, [sdkInstance, locale]);
  useEffect(() => onAvailability(availability), [availability, onAvailability]);
  return <paypal-button hidden={!isShown} type="pay" onClick={() => open(handleClick)} />;
}
