import { type BillItem, type ReceiptLanguage, receiptTexts } from "@onekonsole/billing-contract";

/** What the payer reads at PayPal about the order, in the language of the order's locale. */
export interface PurchaseTexts {
  readonly description: (clusterName: string) => string;
  readonly itemNames: Readonly<Record<BillItem, string>>;
}

const descriptions: Readonly<Record<ReceiptLanguage, PurchaseTexts["description"]>> = {
  en: (clusterName) => `Managed Kubernetes cluster ${clusterName}`,
  fr: (clusterName) => `Cluster Kubernetes managé ${clusterName}`,
};

/** English for a locale of another language, and without one. */
export function purchaseTexts(locale: string | undefined): PurchaseTexts {
  const language = /^fr\b/i.test(locale ?? "") ? "fr" : "en";
  return { description: descriptions[language], itemNames: receiptTexts[language].itemNames };
}
