/** What a held payment waits for. */
type Awaited = "bank" | "payer" | "review" | "merchant" | "dispute" | "unknown";

/**
 * PayPal's reasons that end only when the merchant acts at PayPal. According to its API reference,
 * the merchant accepts or denies the first two in the account overview; with the others the payee
 * has no confirmed or verified account.
 */
export const merchantReasons = [
  "INTERNATIONAL_WITHDRAWAL",
  "RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION",
  "UNILATERAL",
  "VERIFICATION_REQUIRED",
] as const;

export type MerchantReason = (typeof merchantReasons)[number];

const awaitedBy: ReadonlyMap<string, Awaited> = new Map<string, Awaited>([
  ...merchantReasons.map((reason) => [reason, "merchant"] as const),
  // The payer paid by an eCheck that has not cleared.
  ["ECHECK", "bank"],
  // The payer must send the funds, as for a manual bank transfer.
  ["TRANSACTION_APPROVED_AWAITING_FUNDING", "payer"],
  ["PENDING_REVIEW", "review"],
  ["BUYER_COMPLAINT", "dispute"],
  ["CHARGEBACK", "dispute"],
]);

/** What a payment held for this reason waits for; `unknown` for `null` and for unlisted reasons. */
export const awaitedFor = (reason: string | null): Awaited =>
  awaitedBy.get(reason ?? "") ?? "unknown";

/** Whether a payment held for this reason waits for the merchant. */
export const isMerchantReason = (reason: string | null): reason is MerchantReason =>
  awaitedFor(reason) === "merchant";

const payerTexts: Readonly<Record<Awaited, string | null>> = {
  bank: "Your bank is transferring the money to PayPal, which takes 3 to 6 business days. There is nothing for you to do: your cluster is ordered when the money arrives.",
  payer:
    "PayPal has not received your transfer yet. Please follow PayPal's instructions; your cluster is ordered when the money arrives.",
  review:
    "PayPal is reviewing the payment. There is nothing for you to do: your cluster is ordered when PayPal approves the payment.",
  merchant:
    "We have to accept your payment at PayPal. There is nothing for you to do: your cluster is ordered after that.",
  dispute:
    "PayPal holds the payment because of a complaint about it. Your cluster is ordered when PayPal releases the payment.",
  unknown: null,
};

/** The customer's text while PayPal holds the payment; `null` if the state's own text is enough. */
export const pendingText = (reason: string | null): string | null => payerTexts[awaitedFor(reason)];
