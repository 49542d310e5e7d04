import type { BillItem } from "./price.ts";

/** The languages in which a receipt is written. */
export const receiptLanguages = ["en", "fr"] as const;

export type ReceiptLanguage = (typeof receiptLanguages)[number];

/** The texts of a receipt in one language; values in them are formatted already. */
export interface ReceiptTexts {
  /** For the formats of Intl, and as the document's language. */
  readonly locale: string;
  readonly titles: Readonly<Record<"receipt" | "credit_note", (number: string) => string>>;
  readonly issued: (time: string) => string;
  readonly seller: string;
  readonly siren: (siren: string) => string;
  readonly vatId: (id: string) => string;
  readonly customer: string;
  readonly user: (id: string) => string;
  readonly payment: string;
  readonly cluster: string;
  readonly corrects: string;
  readonly paymentMethod: string;
  readonly paid: string;
  readonly order: string;
  readonly capture: string;
  readonly refund: string;
  readonly items: string;
  readonly columns: readonly [item: string, quantity: string, unit: string, amount: string];
  readonly itemNames: Readonly<Record<BillItem, string>>;
  readonly gigabytes: (quantity: string) => string;
  readonly amounts: string;
  readonly net: string;
  readonly vat: (rate: string, country: string) => string;
  readonly totals: Readonly<Record<"receipt" | "credit_note", string>>;
  readonly priceBasis: Readonly<Record<"included" | "excluded", string>>;
  readonly contact: (email: string) => string;
  readonly terms: (url: string) => string;
  readonly page: (page: string, of: string) => string;
}

const en: ReceiptTexts = {
  locale: "en-GB",
  titles: {
    receipt: (number) => `Receipt ${number}`,
    credit_note: (number) => `Credit note ${number}`,
  },
  issued: (time) => `Issued on ${time}`,
  seller: "Seller",
  siren: (siren) => `SIREN ${siren}`,
  vatId: (id) => `VAT number ${id}`,
  customer: "Customer",
  user: (id) => `User ${id}`,
  payment: "Payment",
  cluster: "Cluster",
  corrects: "Corrects receipt",
  paymentMethod: "Paid with",
  paid: "Paid on",
  order: "PayPal order",
  capture: "PayPal capture",
  refund: "PayPal refund",
  items: "Items",
  columns: ["Item", "Quantity", "Unit price", "Amount"],
  itemNames: {
    basic: "Managed control plane",
    images_storage: "Image storage",
    has_monitoring: "Monitoring",
    monitoring_storage: "Monitoring storage",
    has_alerting: "Alerting",
  },
  gigabytes: (quantity) => `${quantity} GB`,
  amounts: "Amounts",
  net: "Net amount",
  vat: (rate, country) => `VAT ${rate} (${country})`,
  totals: { receipt: "Total paid", credit_note: "Total refunded" },
  priceBasis: {
    included: "The prices of the items include VAT.",
    excluded: "The prices of the items do not include VAT.",
  },
  contact: (email) => `Questions about this document: ${email}`,
  terms: (url) => `Terms of sale: ${url}`,
  page: (page, of) => `Page ${page} of ${of}`,
};

// No-break spaces before a colon and between a number and its unit, as French typography has them.
const fr: ReceiptTexts = {
  locale: "fr-FR",
  titles: {
    receipt: (number) => `Reçu ${number}`,
    credit_note: (number) => `Avoir ${number}`,
  },
  issued: (time) => `Émis le ${time}`,
  seller: "Vendeur",
  siren: (siren) => `SIREN ${siren}`,
  vatId: (id) => `Numéro de TVA ${id}`,
  customer: "Client",
  user: (id) => `Utilisateur ${id}`,
  payment: "Paiement",
  cluster: "Cluster",
  corrects: "Corrige le reçu",
  paymentMethod: "Moyen de paiement",
  paid: "Payé le",
  order: "Commande PayPal",
  capture: "Encaissement PayPal",
  refund: "Remboursement PayPal",
  items: "Articles",
  columns: ["Article", "Quantité", "Prix unitaire", "Montant"],
  itemNames: {
    basic: "Plan de contrôle managé",
    images_storage: "Stockage d’images",
    has_monitoring: "Supervision",
    monitoring_storage: "Stockage de supervision",
    has_alerting: "Alertes",
  },
  gigabytes: (quantity) => `${quantity}\u00a0Go`,
  amounts: "Montants",
  net: "Montant HT",
  vat: (rate, country) => `TVA ${rate} (${country})`,
  totals: { receipt: "Total payé", credit_note: "Total remboursé" },
  priceBasis: {
    included: "Les prix des articles sont TTC.",
    excluded: "Les prix des articles sont HT.",
  },
  contact: (email) => `Questions sur ce document\u202f: ${email}`,
  terms: (url) => `Conditions de vente\u202f: ${url}`,
  page: (page, of) => `Page ${page} sur ${of}`,
};

/** The texts by language; a text that a language lacks does not compile. */
export const receiptTexts: Readonly<Record<ReceiptLanguage, ReceiptTexts>> = { en, fr };
