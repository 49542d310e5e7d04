import type { Alteration, MisbehaviourRates, Sandbox } from "@onekonsole/billing-sandbox";

type PayPal = Sandbox["paypal"];
type AlterationRates = NonNullable<MisbehaviourRates["alter"]>;

/** What PayPal does beside its documentation in a run. */
export interface PayPalWays {
  /** What its documentation leaves open and this run has drawn, in words. */
  readonly drawn: readonly string[];
  /** Ends what only happens now and then; the account's own ways stay. */
  calm(): void;
}

/** Of all answers. */
const passing: AlterationRates = {
  no_status: 0.005,
  no_payee: 0.005,
  no_payee_id: 0.01,
  no_payments: 0.01,
  no_amount: 0.005,
  no_update_time: 0.01,
  odd_elements: 0.005,
  unknown_fields: 0.05,
};

/** What some accounts never show, or always show: each with a third of the runs. */
const possibleHabits: readonly Alteration[] = ["no_payee_id", "no_payments", "unknown_fields"];

const lags = {
  hidden: { rate: 0.03, longestMs: 20_000 },
  paymentHidden: { rate: 0.03, longestMs: 15_000 },
};

/** Draws how PayPal misbehaves, and lets it begin. */
export function misbehave(paypal: PayPal, random: () => number): PayPalWays {
  const third = () => random() < 1 / 3;
  const half = () => random() < 0.5;
  const habits = possibleHabits.filter(third);
  const always: AlterationRates = Object.fromEntries(habits.map((habit) => [habit, 1]));
  paypal.replaysDeclines = half();
  paypal.refundReplayStatus = half() ? 200 : 201;
  paypal.reversedCaptureStatus = half() ? "REFUNDED" : "COMPLETED";
  paypal.misbehaviour.draw({ random, alter: { ...passing, ...always }, ...lags });
  return {
    drawn: [
      `always ${habits.join(", ") || "nothing"}`,
      `a declined key is ${paypal.replaysDeclines ? "" : "not "}answered alike`,
      `a repeated refund is ${paypal.refundReplayStatus}`,
      `a reversed capture is ${paypal.reversedCaptureStatus}`,
    ],
    calm: () => {
      paypal.misbehaviour.clear();
      paypal.misbehaviour.draw({ random, alter: always });
    },
  };
}
