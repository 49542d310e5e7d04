/** What a held payment waits for. */
type Awaited = "bank" | "payer" | "review" | "merchant" | "dispute" | "unknown";

// What PayPal's API reference says of each word in a capture's `status_details.reason`; it adds words over time.
const awaitedBy: ReadonlyMap<string, Awaited> = new Map([
  // The payer paid by an eCheck that has not cleared.
  ["ECHECK", "bank"],
  // The payer must send the funds, as for a manual bank transfer.
  ["TRANSACTION_APPROVED_AWAITING_FUNDING", "payer"],
  // Pending manual review at PayPal.
  ["PENDING_REVIEW", "review"],
  // The merchant accepts or denies these two in the account overview.
  ["INTERNATIONAL_WITHDRAWAL", "merchant"],
  ["RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION", "merchant"],
  // The payee has no PayPal account, or an unverified one.
  ["UNILATERAL", "merchant"],
  ["VERIFICATION_REQUIRED", "merchant"],
  ["BUYER_COMPLAINT", "dispute"],
  ["CHARGEBACK", "dispute"],
] as const);

/** What a payment held for this reason waits for; `unknown` for `null` and for words we have no meaning for. */
export const awaitedFor = (reason: string | null): Awaited =>
  awaitedBy.get(reason ?? "") ?? "unknown";

/** The reasons that end only when the merchant acts at PayPal. */
export const merchantReasons: readonly string[] = [...awaitedBy]
  .filter(([, awaited]) => awaited === "merchant")
  .map(([reason]) => reason);

const payerTexts: Readonly<Record<Awaited, string | null>> = {
  bank: "Your bank is transferring the money to PayPal, which takes 3 to 6 business days. There is nothing for you to do: your cluster is ordered when the money arrives.",
  payer:
    "PayPal is waiting for the money of your payment. Please send it as PayPal asked you to: your cluster is ordered when it arrives.",
  review:
    "PayPal is reviewing the payment. There is nothing for you to do: your cluster is ordered when the review is passed.",
  merchant:
    "We have to accept your payment at PayPal. There is nothing for you to do: your cluster is ordered after that.",
  dispute:
    "PayPal holds the payment because of a complaint about it. Your cluster is ordered when PayPal releases the payment.",
  unknown: null,
};

/** What the payer reads while PayPal holds the payment; `null` where the text of the state says all there is. */
export const pendingTextOf = (reason: string | null): string | null =>
  payerTexts[awaitedFor(reason)];
