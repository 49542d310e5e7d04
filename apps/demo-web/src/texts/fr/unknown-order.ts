import type { unknownOrder as en } from "../en/unknown-order.ts";

export const unknownOrder: typeof en = {
  title: "Commande introuvable",
  lead: (orderId) =>
    `Votre compte n’a pas de commande ${orderId}. Elle appartient peut-être à un autre compte, ou l’adresse est incomplète.`,
  signedInAs: (user) => `Compte actuel\u202f: ${user}. Afficher la commande avec le compte\u202f:`,
  yourOrders: "Vos commandes",
  order: "Commander un cluster",
};
