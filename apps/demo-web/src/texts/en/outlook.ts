import type { OrderState } from "@onekonsole/billing-contract";

const next: Readonly<Record<OrderState, string>> = {
  awaiting_approval: "After your approval, your cluster is ordered at once.",
  approved: "Your cluster is ordered after that. You can close this page.",
  capture_pending: "You can close this page; the order stays in “Your orders”.",
  captured: "You can close this page; the order stays in “Your orders”.",
  provisioned: "There is nothing left for you to do here.",
  capture_failed: "You can order again, and pay in another way.",
  expired: "Nothing more happens to this order.",
  refunding: "The refund goes back the way you paid.",
  refunded: "Nothing more happens to this order.",
  needs_attention: "Our team’s decision appears on this page.",
  closed: "Nothing more happens to this order.",
};

export const outlook = {
  title: "What happens next",
  next,
  approveBy: (time: string) =>
    `Without your approval by ${time}, the order ends and no money is taken.`,
  // PayPal, "Where is my refund?": https://www.paypal.com/ai/smarthelp/article/where-is-my-refund-faq1212
  refundTime:
    "A refund goes to your PayPal balance or to the card with which you paid. To a card, PayPal usually takes 2 to 5 business days; it can take up to 30 days.",
  partlyRefunded: (refunded: string, total: string) => `Partly refunded: ${refunded} of ${total}.`,
  latestRefund: (time: string) => `The latest refund was made on ${time}.`,
  disputeOpen:
    "A dispute about the payment is open at PayPal; your PayPal account shows its progress.",
  openCluster: "Open your cluster",
  contact: "If you have a question about this order, please quote its number:",
  writeTo: (email: string) => `Write to ${email}`,
  copy: "Copy",
  copied: "Copied",
  notCopied: "Copying was not possible; please select the number.",
};
