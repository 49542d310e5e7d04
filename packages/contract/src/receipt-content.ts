import { minorUnitExponent, type Money } from "./money.ts";
import { type BillItem, isStorage } from "./price.ts";
import { type ReceiptLanguage, type ReceiptTexts, receiptTexts } from "./receipt-texts.ts";
import type { ReceiptDocument } from "./receipt.ts";

/** A labelled value of a receipt. */
export interface ReceiptFact {
  readonly label: string;
  readonly value: string;
}

/** A heading and the lines below it. */
export interface ReceiptParty {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** Everything that a receipt states, in the order in which it is read, as texts of one language. */
export interface ReceiptContent {
  /** A BCP 47 tag. */
  readonly language: string;
  readonly title: string;
  readonly issued: string;
  readonly parties: readonly ReceiptParty[];
  readonly payment: { readonly heading: string; readonly facts: readonly ReceiptFact[] };
  /** `null` without lines, as for a refund of an amount. */
  readonly items: {
    readonly heading: string;
    readonly columns: ReceiptTexts["columns"];
    readonly rows: readonly (readonly [string, string, string, string])[];
  } | null;
  /** Net amount and VAT, and then the total. */
  readonly amounts: {
    readonly heading: string;
    readonly facts: readonly ReceiptFact[];
    readonly total: ReceiptFact;
  };
  readonly notes: readonly string[];
}

/**
 * The content of a receipt or credit note, for its page and its PDF. Times are in UTC, as the year in
 * the document's number is.
 */
export function receiptContent(
  document: ReceiptDocument,
  language: ReceiptLanguage,
): ReceiptContent {
  const texts = receiptTexts[language];
  const { locale } = texts;
  return {
    language: locale,
    title: texts.titles[document.kind](document.number),
    issued: texts.issued(timeText(document.issued_time, locale)),
    parties: parties(document, texts),
    payment: { heading: texts.payment, facts: paymentFacts(document, texts) },
    items: items(document, texts),
    amounts: amounts(document, texts),
    notes: notes(document, { texts, language }),
  };
}

function parties({ seller, buyer }: ReceiptDocument, texts: ReceiptTexts): ReceiptParty[] {
  const { name, address, siren, vat_id: vatId } = seller;
  const ids = [siren && texts.siren(siren), vatId && texts.vatId(vatId)].filter(isText);
  return [
    { heading: texts.seller, lines: [name, ...address, ...ids] },
    { heading: texts.customer, lines: [texts.user(buyer.user_id)] },
  ];
}

const isText = (text: string | null): text is string => Boolean(text);

function paymentFacts(document: ReceiptDocument, texts: ReceiptTexts): ReceiptFact[] {
  const facts: readonly (readonly [string, string | null])[] = [
    [texts.corrects, document.corrects],
    [texts.cluster, document.cluster_name],
    [texts.paymentMethod, document.payment_method],
    [texts.paid, timeText(document.paid_time, texts.locale)],
    [texts.order, document.order_id],
    [texts.capture, document.capture_id],
    [texts.refund, document.refund_id],
  ];
  return facts.flatMap(([label, value]) => (isText(value) ? [{ label, value }] : []));
}

function items({ lines }: ReceiptDocument, texts: ReceiptTexts): ReceiptContent["items"] {
  if (lines.length === 0) return null;
  const { locale, items: heading, columns } = texts;
  const rows = lines.map(
    ({ item, quantity, unit_amount: unit, amount }) =>
      [
        texts.itemNames[item],
        quantityText(item, quantity, texts),
        moneyText(unit, locale),
        moneyText(amount, locale),
      ] as const,
  );
  return { heading, columns, rows };
}

function quantityText(item: BillItem, quantity: number, texts: ReceiptTexts): string {
  const text = new Intl.NumberFormat(texts.locale).format(quantity);
  return isStorage(item) ? texts.gigabytes(text) : text;
}

function amounts(document: ReceiptDocument, texts: ReceiptTexts): ReceiptContent["amounts"] {
  const { locale } = texts;
  const { vat, net_amount: net, vat_amount: tax, total_amount: total } = document;
  const rate = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  const country = new Intl.DisplayNames(locale, { type: "region" }).of(vat.country) ?? vat.country;
  const vatLabel = texts.vat(rate.format(Number(vat.rate) / 100), country);
  return {
    heading: texts.amounts,
    facts: [
      { label: texts.net, value: moneyText(net, locale) },
      { label: vatLabel, value: moneyText(tax, locale) },
    ],
    total: { label: texts.totals[document.kind], value: moneyText(total, locale) },
  };
}

interface Wording {
  readonly texts: ReceiptTexts;
  readonly language: ReceiptLanguage;
}

function notes(
  { vat, lines, seller }: ReceiptDocument,
  { texts, language }: Wording,
): readonly string[] {
  const basis = texts.priceBasis[vat.included ? "included" : "excluded"];
  return [
    vat.reason?.[language] ?? null,
    lines.length > 0 && Number(vat.rate) > 0 ? basis : null,
    texts.contact(seller.email),
    seller.terms_url && texts.terms(seller.terms_url),
  ].filter(isText);
}

function moneyText({ currency_code: currency, value }: Money, locale: string): string {
  // Intl gives HUF and TWD the two decimals of ISO 4217, which PayPal does not accept.
  const digits = minorUnitExponent(currency);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // As a text, which is formatted exactly; a number would be rounded to a double first.
  return format.format(value as `${number}`);
}

const timeText = (time: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  }).format(new Date(time)) + " UTC";
