import {
  INSTANCE_LOADING_STATE,
  useEligibleMethods,
  usePayPal,
} from "@paypal/react-paypal-js/sdk-v6";
import { useEffect, useState } from "react";
import type { Availability } from "./button-props.ts";

/** Whether a payment in this currency can be started; `sessionError` is the payment session's own. */
export function useAvailability(currencyCode: string, sessionError: Error | null): Availability {
  const { loadingStatus } = usePayPal();
  const { eligiblePaymentMethods: methods, error } = useEligibleMethods({
    payload: { currencyCode },
  });
  const isDefined = useIsDefined("paypal-button");
  const { PENDING, REJECTED } = INSTANCE_LOADING_STATE;
  if (sessionError || error || loadingStatus === REJECTED) return "unusable";
  // After a change of the currency, the earlier result counts until there is another.
  if (loadingStatus === PENDING || !methods || !isDefined) return "pending";
  return methods.isEligible("paypal") ? "usable" : "unusable";
}

/** Whether a custom element can be shown: until then it is empty. */
function useIsDefined(element: string): boolean {
  const [isDefined, setDefined] = useState(customElements.get(element) !== undefined);
  useEffect(() => {
    void customElements.whenDefined(element).then(() => setDefined(true));
  }, [element]);
  return isDefined;
}
