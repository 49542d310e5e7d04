import type { PaymentSummary } from "@onekonsole/billing-contract";
import { useLanguage } from "./language/use-language.tsx";

const tones: Readonly<Record<PaymentSummary, string>> = {
  Paid: "chip-paid",
  Pending: "chip-pending",
  Failed: "chip-failed",
  Refunded: "",
  "Partly refunded": "",
};

/** What happened to the money of an order. */
export function PaymentChip({ summary }: { readonly summary: PaymentSummary }) {
  const { payments } = useLanguage().texts.orders;
  return <span className={`chip ${tones[summary]}`}>{payments[summary]}</span>;
}
