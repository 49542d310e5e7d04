import type { PaymentMethod } from "../payment-outcome.ts";

/** The texts of the approval page in one language. */
export interface PageTexts {
  /** The BCP 47 tag of the language. */
  readonly language: string;
  /** The locale of amounts when the payer's own is unknown or in another language. */
  readonly defaultLocale: string;
  readonly simulated: string;
  readonly payTo: (merchant: string) => string;
  readonly unnamedMerchant: string;
  readonly summary: string;
  readonly quantity: (quantity: string) => string;
  readonly breakdown: Readonly<Record<BreakdownPart, string>>;
  readonly shipping: string;
  readonly noShipping: string;
  readonly total: string;
  readonly orderId: string;
  readonly signedIn: string;
  readonly payWith: string;
  readonly methods: Readonly<Record<PaymentMethod, string>>;
  readonly declinedMethod: string;
  readonly declined: string;
  readonly payNow: string;
  readonly continue: string;
  readonly continueHint: (merchant: string) => string;
  readonly cancel: string;
  readonly controls: {
    readonly title: string;
    readonly hint: string;
    readonly ending: string;
    readonly endings: Readonly<Record<Ending, string>>;
    readonly captureInBrowser: string;
  };
  readonly messages: Readonly<Record<PageMessage, MessageText>>;
}

/** The parts of PayPal's `amount.breakdown`, in the order of the page. */
export const breakdownParts = [
  "item_total",
  "discount",
  "tax_total",
  "shipping",
  "shipping_discount",
  "handling",
  "insurance",
] as const;
export type BreakdownPart = (typeof breakdownParts)[number];

/** How a payment can end: the values of the test control. */
export const endings = [
  "COMPLETED",
  "DECLINED",
  "PENDING",
  "PENDING ECHECK",
  "PENDING RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION",
] as const;
export type Ending = (typeof endings)[number];

export interface MessageText {
  readonly title: string;
  readonly text: string;
}

/** The pages without a form. */
export type PageMessage = "approved" | "cancelled" | "paid" | "failed" | "expired" | "unknown";
