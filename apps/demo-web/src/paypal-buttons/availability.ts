import {
  type EligiblePaymentMethodsOutput,
  INSTANCE_LOADING_STATE,
} from "@paypal/react-paypal-js/sdk-v6";
import type { Availability } from "./button-props.ts";

/** What is known of PayPal's SDK. */
export interface SdkState {
  readonly loadingStatus: INSTANCE_LOADING_STATE;
  /** Of the instance, the eligibility or the payment session. */
  readonly error: Error | null;
  /** Null until the first result; after a change of the currency, the earlier one until there is another. */
  readonly methods: Pick<EligiblePaymentMethodsOutput, "isEligible"> | null;
  /** Whether the browser knows the button's element: until then it is empty. */
  readonly isElementDefined: boolean;
}

/** Whether a payment can be started with PayPal's button. */
export function findAvailability(sdk: SdkState): Availability {
  const { PENDING, REJECTED } = INSTANCE_LOADING_STATE;
  if (sdk.error || sdk.loadingStatus === REJECTED) return "unusable";
  if (sdk.loadingStatus === PENDING || !sdk.methods || !sdk.isElementDefined) return "pending";
  return sdk.methods.isEligible("paypal") ? "usable" : "unusable";
}
