import { type ComponentType, useEffect, useState } from "react";
import type { Availability, PayPalButtonProps } from "./button-props.ts";
import { loadPayPalButton } from "./load-paypal-button.ts";

// A later change of the button would surprise a payer who is about to click.
const loadTimeoutMs = 8_000;

/**
 * PayPal's button and whether it takes the place of the redirect. `Button` stays undefined if no app is
 * configured, the SDK is blocked, or it does not work within eight seconds.
 */
export function usePayPalButton() {
  const [Button, setButton] = useState<ComponentType<PayPalButtonProps>>();
  const [availability, setAvailability] = useState<Availability>("pending");
  const isPending = availability === "pending";
  useEffect(() => {
    if (!isPending) return undefined;
    let isCurrent = true;
    loadPayPalButton()?.then(
      (loaded) => isCurrent && setButton(() => loaded),
      () => isCurrent && setAvailability("unusable"),
    );
    const timer = setTimeout(() => {
      isCurrent = false;
      setButton(undefined);
    }, loadTimeoutMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [isPending]);
  return { Button, isUsable: availability === "usable", setAvailability };
}
