import { type ProblemText, problemTexts } from "./problem-texts.ts";

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

const payerTexts: Readonly<Record<Awaited, ProblemText | null>> = {
  bank: problemTexts.held_for_bank,
  payer: problemTexts.held_for_payer,
  review: problemTexts.held_for_review,
  merchant: problemTexts.held_for_merchant,
  dispute: problemTexts.held_for_dispute,
  unknown: null,
};

/** The customer's text while PayPal holds the payment; `null` if the state's own text is enough. */
export const pendingText = (reason: string | null): ProblemText | null =>
  payerTexts[awaitedFor(reason)];
