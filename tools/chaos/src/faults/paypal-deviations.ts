import type { Alteration, DeviationRates, Sandbox } from "@onekonsole/billing-sandbox";

type PayPal = Sandbox["paypal"];
type AlterationRates = NonNullable<DeviationRates["alter"]>;

/** PayPal's deviations from its documentation in a run. */
export interface PayPalDeviations {
  /** The behavior that the documentation leaves open, as drawn for this run. */
  readonly drawn: readonly string[];
  /** Ends the occasional deviations; the drawn behavior stays. */
  stop(): void;
}

/** Shares of all responses. */
const occasional: AlterationRates = {
  no_status: 0.005,
  no_payee: 0.005,
  no_payee_id: 0.01,
  no_payments: 0.01,
  no_amount: 0.005,
  no_update_time: 0.01,
  malformed_elements: 0.005,
  unknown_fields: 0.05,
};

/** Alterations of every response for some accounts: each applies to a third of the runs. */
const possiblePermanent: readonly Alteration[] = ["no_payee_id", "no_payments", "unknown_fields"];

const lags = {
  hidden: { rate: 0.03, longestMs: 20_000 },
  paymentHidden: { rate: 0.03, longestMs: 15_000 },
};

/** Draws the deviations and starts them. */
export function startPayPalDeviations(paypal: PayPal, random: () => number): PayPalDeviations {
  const isDrawnOneInThree = () => random() < 1 / 3;
  const isDrawnOneInTwo = () => random() < 0.5;
  const permanent = possiblePermanent.filter(isDrawnOneInThree);
  const always: AlterationRates = Object.fromEntries(permanent.map((name) => [name, 1]));
  paypal.replaysDeclines = isDrawnOneInTwo();
  paypal.refundReplayStatus = isDrawnOneInTwo() ? 200 : 201;
  paypal.reversedCaptureStatus = isDrawnOneInTwo() ? "REFUNDED" : "COMPLETED";
  paypal.deviations.draw({ random, alter: { ...occasional, ...always }, ...lags });
  return {
    drawn: [
      `altered in every response: ${permanent.join(", ") || "nothing"}`,
      `a repeated declined capture returns ${paypal.replaysDeclines ? "the same" : "a new"} response`,
      `a repeated refund returns ${paypal.refundReplayStatus}`,
      `a reversed capture has the status ${paypal.reversedCaptureStatus}`,
    ],
    stop: () => {
      paypal.deviations.clear();
      paypal.deviations.draw({ random, alter: always });
    },
  };
}
