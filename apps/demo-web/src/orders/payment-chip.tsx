import type { PaymentSummary } from "@onekonsole/billing-contract/browser";

const tones: Readonly<Record<PaymentSummary, string>> = {
  Paid: "chip-paid",
  Pending: "chip-pending",
  Failed: "chip-failed",
  Refunded: "",
  "Partly refunded": "",
};

/** What happened to the money of an order. */
export function PaymentChip({ summary }: { readonly summary: PaymentSummary }) {
  return <span className={`chip ${tones[summary]}`}>{summary}</span>;
}
