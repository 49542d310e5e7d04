import { expect, test } from "vitest";
import { type ReceiptDocument, receiptDocumentSchema } from "./receipt.ts";

const euros = (value: string) => ({ currency_code: "EUR", value });

const receipt: ReceiptDocument = {
  number: "2026-000001",
  kind: "receipt",
  issued_time: "2026-11-29T18:00:00.000Z",
  seller: {
    name: "Example SAS",
    address: ["1 rue de l'Exemple", "75001 Paris", "France"],
    siren: "123456789",
    vat_id: "FR00123456789",
    email: "billing@example.org",
    terms_url: null,
  },
  buyer: { user_id: "0b1f4c1e-52a7-4bd8-9d0a-2f6f0c7a9e31" },
  order_id: "5O190127TN364715T",
  capture_id: "3C679366HH908993F",
  refund_id: null,
  corrects: null,
  paid_time: "2026-11-29T18:00:00.000Z",
  payment_method: "PayPal",
  cluster_name: "blue-lake",
  lines: [
    { item: "basic", quantity: 1, unit_amount: euros("20.00"), amount: euros("20.00") },
    { item: "images_storage", quantity: 10, unit_amount: euros("1.00"), amount: euros("10.00") },
  ],
  net_amount: euros("25.00"),
  vat_amount: euros("5.00"),
  total_amount: euros("30.00"),
  vat: { country: "FR", rate: "20", included: true, reason: null },
};

test("a receipt survives JSON, and no field is dropped", () => {
  expect(receiptDocumentSchema.parse(JSON.parse(JSON.stringify(receipt)))).toEqual(receipt);
});

test("a line is for the cluster or one of its options, not for its name", () => {
  const [line] = receipt.lines;
  const parse = (item: string) =>
    receiptDocumentSchema.safeParse({ ...receipt, lines: [{ ...line, item }] }).success;
  expect(["basic", "has_alerting", "cluster_name", "user_id"].map(parse)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
