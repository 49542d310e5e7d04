import type { Order } from "../../domain/order.ts";
import { awaitedFor, isMerchantReason, type MerchantReason } from "../../domain/pending-reason.ts";
import type { Explanation } from "./advice.ts";

/** Why PayPal holds a payment, and who must act. */
export function explainPending({ pendingReason: reason }: Order): Explanation {
  const { situation, nextStep } = isMerchantReason(reason)
    ? merchantTexts[reason]
    : otherTexts(reason);
  return { situation: reason ? `${situation} PayPal's reason: ${reason}.` : situation, nextStep };
}

const merchantTexts: Readonly<Record<MerchantReason, Explanation>> = {
  RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION: {
    situation:
      "PayPal holds the payment until the merchant accepts it: the account's preferences do not accept such payments automatically, for example in a currency that it does not hold.",
    nextStep:
      "Accept the payment in PayPal's account overview, and change the account's payment receiving preferences so that the next one is not held.",
  },
  INTERNATIONAL_WITHDRAWAL: {
    situation:
      "PayPal holds the payment until the merchant accepts it: the account has no bank account to withdraw it to.",
    nextStep: "Accept the payment in PayPal's account overview, and link a bank account there.",
  },
  UNILATERAL: {
    situation:
      "PayPal holds the payment because no PayPal account has confirmed the payee's e-mail address.",
    nextStep: "Add the e-mail address to the merchant's PayPal account and confirm it there.",
  },
  VERIFICATION_REQUIRED: {
    situation: "PayPal holds the payment because the merchant's account is not verified.",
    nextStep: "Log in at PayPal and verify the merchant's account.",
  },
};

const queried = "Nothing: the service queries PayPal and continues by itself.";

function otherTexts(reason: string | null): Explanation {
  switch (awaitedFor(reason)) {
    case "bank":
      return {
        situation: "The payer's bank is transferring the money, which takes 3 to 6 business days.",
        nextStep: queried,
      };
    case "payer":
      return {
        situation: "The payer has to send the money to PayPal, for example by bank transfer.",
        nextStep: queried,
      };
    case "review":
      return {
        situation: "PayPal holds the payment while it reviews it.",
        nextStep: "Nothing: PayPal decides, and the service continues by itself.",
      };
    case "dispute":
      return {
        situation: "PayPal holds the payment because the payer or the payer's bank disputes it.",
        nextStep: "Answer the case in PayPal's Resolution Center.",
      };
    default:
      return {
        situation: "PayPal holds the payment and has not decided about it.",
        nextStep: "Check the capture in PayPal's dashboard: the merchant may have to accept it.",
      };
  }
}
