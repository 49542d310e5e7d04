import { describe, expect, test } from "vitest";
import { type ReceiptContent, receiptContent } from "./receipt-content.ts";
import { receiptLanguages, receiptTexts } from "./receipt-texts.ts";
import type { ReceiptDocument } from "./receipt.ts";

const eur = (value: string) => ({ currency_code: "EUR", value });

const receipt: ReceiptDocument = {
  number: "2026-000001",
  kind: "receipt",
  issued_time: "2026-11-29T18:20:03.000Z",
  seller: {
    name: "OneKonsole SAS",
    address: ["12 rue de l’Exemple", "75002 Paris"],
    siren: "123 456 782",
    vat_id: null,
    email: "billing@onekonsole.example",
    terms_url: null,
  },
  buyer: { user_id: "user-1" },
  order_id: "ORDER1",
  capture_id: "CAPTURE1",
  refund_id: null,
  corrects: null,
  paid_time: "2026-12-31T23:59:00.000Z",
  payment_method: "PayPal",
  cluster_name: "my-cluster",
  lines: [
    { item: "images_storage", quantity: 1000, unit_amount: eur("1.00"), amount: eur("1000.00") },
  ],
  net_amount: eur("833.33"),
  vat_amount: eur("166.67"),
  total_amount: eur("1000.00"),
  vat: { country: "FR", rate: "20", included: true, reason: null },
};

const creditNote: ReceiptDocument = {
  ...receipt,
  number: "CN-2026-000001",
  kind: "credit_note",
  corrects: "2026-000001",
  refund_id: "REFUND1",
  lines: [],
};

/** With plain spaces: Intl's no-break spaces differ between its versions. */
const plain = (content: ReceiptContent): ReceiptContent =>
  JSON.parse(JSON.stringify(content).replaceAll(/[\u00a0\u202f]/g, " ")) as ReceiptContent;

describe("receiptContent", () => {
  test("states a receipt in English", () => {
    expect(plain(receiptContent(receipt, "en"))).toEqual({
      language: "en-GB",
      title: "Receipt 2026-000001",
      issued: "Issued on 29 November 2026 at 18:20 UTC",
      parties: [
        {
          heading: "Seller",
          lines: ["OneKonsole SAS", "12 rue de l’Exemple", "75002 Paris", "SIREN 123 456 782"],
        },
        { heading: "Customer", lines: ["User user-1"] },
      ],
      payment: {
        heading: "Payment",
        facts: [
          { label: "Cluster", value: "my-cluster" },
          { label: "Paid with", value: "PayPal" },
          { label: "Paid on", value: "31 December 2026 at 23:59 UTC" },
          { label: "PayPal order", value: "ORDER1" },
          { label: "PayPal capture", value: "CAPTURE1" },
        ],
      },
      items: {
        heading: "Items",
        columns: ["Item", "Quantity", "Unit price", "Amount"],
        rows: [["Image storage", "1,000 GB", "€1.00", "€1,000.00"]],
      },
      amounts: {
        heading: "Amounts",
        facts: [
          { label: "Net amount", value: "€833.33" },
          { label: "VAT 20% (France)", value: "€166.67" },
        ],
        total: { label: "Total paid", value: "€1,000.00" },
      },
      notes: [
        "The prices of the items include VAT.",
        "Questions about this document: billing@onekonsole.example",
      ],
    });
  });

  test("states a credit note in French, with the receipt that it corrects and the refund", () => {
    const content = plain(receiptContent(creditNote, "fr"));
    expect(content.title).toBe("Avoir CN-2026-000001");
    expect(content.payment.facts).toEqual(
      expect.arrayContaining([
        { label: "Corrige le reçu", value: "2026-000001" },
        { label: "Remboursement PayPal", value: "REFUND1" },
      ]),
    );
    expect(content.items).toBeNull();
    expect(content.amounts.facts[1]).toEqual({ label: "TVA 20 % (France)", value: "166,67 €" });
    expect(content.amounts.total).toEqual({ label: "Total remboursé", value: "1 000,00 €" });
    expect(content.notes).toEqual(["Questions sur ce document : billing@onekonsole.example"]);
  });

  test("gives the reason of a rate of 0 instead of what the prices include", () => {
    const reason = { en: "VAT not applicable", fr: "TVA non applicable" };
    const vat = { country: "FR", rate: "0", included: true, reason };
    const [first] = receiptContent({ ...receipt, vat }, "fr").notes;
    expect(first).toBe("TVA non applicable");
    expect(receiptContent({ ...receipt, vat }, "fr").notes).toHaveLength(2);
  });

  test("says that prices exclude VAT, and states a rate with decimals", () => {
    const vat = { country: "FR", rate: "5.5", included: false, reason: null };
    const { notes, amounts } = receiptContent({ ...receipt, vat }, "en");
    expect(notes[0]).toBe("The prices of the items do not include VAT.");
    expect(amounts.facts[1]?.label).toBe("VAT 5.5% (France)");
  });

  test.each([
    ["JPY", "31000", "JP¥31,000"],
    // ISO 4217 gives these two decimals; PayPal none.
    ["HUF", "31000", "HUF 31,000"],
    ["TWD", "31000", "NT$31,000"],
    ["ILS", "123456789012345.67", "₪123,456,789,012,345.67"],
  ])("states an amount of %s exactly", (currency_code, value, expected) => {
    const document = { ...receipt, total_amount: { currency_code, value } };
    expect(plain(receiptContent(document, "en")).amounts.total.value).toBe(expected);
  });
});

test.each(receiptLanguages)("no text in %s is empty", (language) => {
  const texts = textsIn(receiptTexts[language]);
  expect(texts.length).toBeGreaterThan(30);
  expect(texts.filter((text) => text.trim() === "")).toEqual([]);
});

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return textsIn(value("1", "2"));
  return Object.values(value as object).flatMap(textsIn);
}
