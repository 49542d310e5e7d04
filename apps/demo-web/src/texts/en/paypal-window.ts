export const payPalWindow = {
  open: "PayPal is open in a window of its own. Please finish the payment there.",
  cancelled: "You left PayPal without approving the payment. No money was taken.",
  failed:
    "PayPal’s window did not work. If you approved the payment there, your order shows it. Otherwise no money was taken, and you can pay on PayPal’s page.",
  showOrder: "Show this order",
};
