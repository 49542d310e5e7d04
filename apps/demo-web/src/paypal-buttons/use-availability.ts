import { useEligibleMethods, usePayPal } from "@paypal/react-paypal-js/sdk-v6";
import { useEffect, useState } from "react";
import { findAvailability } from "./availability.ts";
import type { Availability } from "./button-props.ts";

/** Whether a payment in this currency can be started; `sessionError` is the payment session's own. */
export function useAvailability(currencyCode: string, sessionError: Error | null): Availability {
  const { loadingStatus } = usePayPal();
  const { eligiblePaymentMethods: methods, error } = useEligibleMethods({
    payload: { currencyCode },
  });
  const isElementDefined = useIsDefined("paypal-button");
  return findAvailability({
    loadingStatus,
    error: sessionError ?? error,
    methods,
    isElementDefined,
  });
}

function useIsDefined(element: string): boolean {
  const [isDefined, setDefined] = useState(customElements.get(element) !== undefined);
  useEffect(() => {
    void customElements.whenDefined(element).then(() => setDefined(true));
  }, [element]);
  return isDefined;
}
