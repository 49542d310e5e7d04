import type { AppOutputs } from "@onekonsole/billing-contract";
import type { ExamplesOf } from "./procedure-examples.ts";

const eur = (value: string) => ({ currency_code: "EUR", value });

/** The user who places the order of the examples; the first user of the sandbox. */
const userId = "3f8a61c2-7d4e-4b19-a05c-92e6d1b70f34";

/** PayPal's id of the order of the examples. */
export const exampleOrderId = "5O190127TN364715T";

const details = {
  user_id: userId,
  cluster_name: "blue-lake",
  images_storage: 11,
  has_monitoring: false,
  has_alerting: false,
};

/** The details as stored and shown. */
export const exampleDetails = { ...details, monitoring_storage: 0 };

/** 31.00 EUR, of which 5.17 EUR are VAT. */
export const exampleBill = {
  net_amount: eur("25.83"),
  vat_amount: eur("5.17"),
  vat: { country: "FR", rate: "20", included: true, reason: null },
};

const lines: AppOutputs["order"]["receipt"]["documents"][number]["lines"] = [
  { item: "basic", quantity: 1, unit_amount: eur("20.00"), amount: eur("20.00") },
  { item: "images_storage", quantity: 11, unit_amount: eur("1.00"), amount: eur("11.00") },
];

const seller = {
  name: "Sample Seller (sandbox)",
  address: ["1 Example Street", "00000 Sample Town"],
  siren: "000000000",
  vat_id: "FR00000000000",
  email: "seller@example.org",
  terms_url: null,
};

const createTime = "2026-03-01T10:00:00.000Z";
const paidTime = "2026-03-01T10:04:00.000Z";
const reference = { order_id: exampleOrderId };

/** A call of each procedure of `order`: a purchase from the prices to the receipt. */
export const orderExamples: ExamplesOf<"order"> = {
  prices: {
    input: { currency: "EUR" },
    output: {
      basic: 20,
      img_storage_price_unit: 1,
      monitoring_option: 5,
      monitoring_storage_price_unit: 1,
      alerting_option: 5,
      currencies: ["USD", "EUR"],
      vat: exampleBill.vat,
      seller,
    },
  },
  create: {
    input: {
      order_details: details,
      currency: "EUR",
      expected_amount: eur("31.00"),
      return_url: "https://console.example.org/return",
      cancel_url: "https://console.example.org/cancel",
      locale: "en-GB",
      idempotency_key: "cf13d9f6-5a0e-4c8b-9d41-6be0d7a2f113",
    },
    output: {
      ...reference,
      status: "CREATED",
      approve_url: `https://www.sandbox.paypal.com/checkoutnow?token=${exampleOrderId}`,
    },
  },
  approve: { input: reference, output: { id: exampleOrderId, status: "APPROVED" } },
  get: {
    input: reference,
    output: {
      ...reference,
      state: "captured",
      payment_status: "Paid",
      payment_summary: "Paid",
      version: 3,
      amount: eur("31.00"),
      ...exampleBill,
      lines,
      order_details: exampleDetails,
      payee_email: "shop@example.org",
      approve_url: null,
      web_order_id: null,
      problem: null,
      problem_code: null,
      duplicate_of: null,
      create_time: createTime,
      approve_before: "2026-03-01T13:00:00.000Z",
      paid_time: paidTime,
      provisioned_time: null,
      refunded_amount: null,
      history: [
        { time: createTime, event: "created", text: "You placed the order." },
        {
          time: "2026-03-01T10:03:58.000Z",
          event: "payer_approved",
          text: "You approved the payment at PayPal.",
        },
        { time: paidTime, event: "capture_completed", text: "The payment was received." },
      ],
    },
  },
  list: {
    input: { payment: "Paid", limit: 20 },
    output: {
      orders: [
        {
          ...reference,
          state: "provisioned",
          payment_summary: "Paid",
          amount: eur("31.00"),
          ...exampleBill,
          refunded_amount: null,
          payee_email: "shop@example.org",
          order_details: exampleDetails,
          create_time: createTime,
          paid_time: paidTime,
          payment_method: "PayPal",
        },
      ],
      next: null,
    },
  },
  receipt: {
    input: reference,
    output: {
      documents: [
        {
          number: "2026-000001",
          kind: "receipt",
          issued_time: paidTime,
          seller,
          buyer: { user_id: userId },
          ...reference,
          capture_id: "2GG279541U471931P",
          refund_id: null,
          corrects: null,
          paid_time: paidTime,
          payment_method: "PayPal",
          cluster_name: "blue-lake",
          lines,
          ...exampleBill,
          total_amount: eur("31.00"),
        },
      ],
    },
  },
  watch: {
    input: { ...reference, lastEventId: "2" },
    output: {
      ...reference,
      version: 3,
      state: "captured",
      settled: false,
      problem: null,
      problem_code: null,
      time: paidTime,
    },
  },
};
