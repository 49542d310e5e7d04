import { pluralIn } from "../../language/plural.ts";
import type { orders as en } from "../en/orders.ts";

const plural = pluralIn("fr");

export const orders: typeof en = {
  title: "Vos commandes",
  lead: "De la plus récente à la plus ancienne.",
  list: "Commandes",
  payment: "Paiement",
  allPayments: "Tous",
  payments: {
    Paid: "Payé",
    Pending: "En attente",
    Failed: "Échec",
    Refunded: "Remboursé",
    "Partly refunded": "Remboursé en partie",
  },
  refunded: (amount) => `Remboursement\u202f: ${amount}`,
  shown: (count) =>
    plural(count, { one: `${count} commande affichée.`, other: `${count} commandes affichées.` }),
  loading: "Chargement de vos commandes…",
  showMore: "Afficher la suite",
  loadingMore: "Chargement…",
  noneWithPayment: "Vous n’avez aucune commande dont le paiement est dans cet état.",
  none: "Vous n’avez pas encore commandé de cluster.",
  order: "Commander un cluster",
  waiting: {
    forPayment: (cluster) => `Votre commande «\u202f${cluster}\u202f» est en attente de paiement.`,
    continue: "Poursuivre cette commande",
    beingProcessed: (cluster) =>
      `Votre commande «\u202f${cluster}\u202f» est en cours de traitement.`,
    show: "Afficher cette commande",
  },
};
