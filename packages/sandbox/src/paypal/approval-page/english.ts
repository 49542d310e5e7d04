import type { PageTexts } from "./texts.ts";

export const english: PageTexts = {
  language: "en",
  defaultLocale: "en-US",
  simulated: "Simulated. No money moves.",
  payTo: (merchant) => `Pay ${merchant}`,
  unnamedMerchant: "the sandbox merchant",
  summary: "Your purchase",
  quantity: (quantity) => `Quantity ${quantity}`,
  breakdown: {
    item_total: "Items",
    discount: "Discount",
    tax_total: "Tax",
    shipping: "Shipping",
    shipping_discount: "Shipping discount",
    handling: "Handling",
    insurance: "Insurance",
  },
  shipping: "Shipping",
  noShipping: "None",
  total: "Total",
  orderId: "Order",
  signedIn: "Paying as",
  payWith: "Pay with",
  methods: { balance: "Account balance", bank: "Bank account ending in 0042" },
  declinedMethod: "declined",
  declined: "Your last payment was declined. You were not charged. Choose another way to pay.",
  payNow: "Pay now",
  continue: "Continue",
  continueHint: (merchant) => `You are not charged until you confirm the order at ${merchant}.`,
  cancel: "Cancel and return",
  controls: {
    title: "Test controls",
    hint: "Only in the sandbox: choose what PayPal does after you pay.",
    ending: "How the payment ends",
    endings: {
      COMPLETED: "It completes",
      DECLINED: "It is declined",
      PENDING: "It stays pending: PayPal reviews it",
      "PENDING ECHECK": "It stays pending: a bank transfer",
      "PENDING RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION":
        "It stays pending: the merchant must accept",
    },
    captureInBrowser: "Capture in the browser, as the old console does",
  },
  messages: {
    approved: {
      title: "Payment approved",
      text: "Thank you. The merchant completes your order. You may close this window.",
    },
    cancelled: {
      title: "Payment cancelled",
      text: "You were not charged. You may close this window.",
    },
    paid: {
      title: "Nothing to pay",
      text: "This order is paid, or its payment is being processed. You may close this window.",
    },
    failed: {
      title: "This payment failed",
      text: "You were not charged. Go back to the shop and order again.",
    },
    expired: {
      title: "This order has expired",
      text: "You were not charged. Go back to the shop and order again.",
    },
    unknown: {
      title: "There is no such order",
      text: "You were not charged. Go back to the shop and order again.",
    },
  },
};
