export const order = {
  title: "Your order",
  connectionLost:
    "The connection was lost. We are reconnecting; your order is still being processed.",
  notLoaded: "Your order cannot be loaded yet. We are trying again.",
  declined:
    "PayPal did not complete the payment. No money was taken. You can approve it again, and choose another way to pay at PayPal.",
  status: {
    heading: "Status",
    checking: "Checking your payment with PayPal…",
    endedAsDuplicate:
      "This order has ended. No money was taken for it. Another order of yours uses this cluster name.",
    approve: "Approve at PayPal",
    seeFirst: "See the first order",
    orderAgain: "Order again",
  },
  progress: {
    list: "Order progress",
    upcoming: "still to come",
    noMoneyTaken: "No money was taken.",
  },
  details: {
    heading: "Details",
    clusterName: "Cluster name",
    yes: "Yes",
    no: "No",
    ordered: "Ordered",
    approveBy: "Approve by",
    paid: "Paid",
    refunded: "Refunded",
    partlyRefunded: (part: string, whole: string) => `${part} of ${whole}`,
    paidTo: "Paid to",
    paypalOrderId: "PayPal order ID",
    provisioningNumber: "Provisioning number",
  },
};
