import type { payPalWindow as en } from "../en/paypal-window.ts";

export const payPalWindow: typeof en = {
  open: "PayPal est ouvert dans sa propre fenêtre. Veuillez y terminer le paiement.",
  cancelled: "Vous avez quitté PayPal sans approuver le paiement. Rien n’a été débité.",
  failed:
    "La fenêtre de PayPal n’a pas fonctionné. Si vous y avez approuvé le paiement, votre commande l’indique. Sinon, rien n’a été débité, et vous pouvez payer sur la page de PayPal.",
  showOrder: "Afficher cette commande",
};
