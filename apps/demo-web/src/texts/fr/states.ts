import type { states as en } from "../en/states.ts";

export const states: typeof en = {
  titles: {
    awaiting_approval: "Commande passée",
    approved: "Paiement approuvé",
    capture_pending: "Paiement retenu par PayPal",
    captured: "Paiement reçu",
    provisioned: "Cluster commandé",
    capture_failed: "Paiement refusé",
    expired: "Commande expirée",
    refunding: "Remboursement en cours",
    refunded: "Paiement remboursé",
    needs_attention: "Examen par notre équipe",
    closed: "Clôturée par notre équipe",
  },
  texts: {
    awaiting_approval: "En attente de votre approbation chez PayPal.",
    approved:
      "Vous avez approuvé le paiement. Rien n’a encore été débité\u202f; l’encaissement est en cours.",
    capture_pending:
      "PayPal n’a pas encore libéré votre paiement. Votre cluster sera commandé dès que ce sera fait.",
    captured: "Payé. Votre cluster est en cours de commande.",
    provisioned: "Payé, et votre cluster est en cours de mise en service.",
    capture_failed: "PayPal a refusé le paiement. Rien n’a été débité.",
    expired:
      "Le paiement n’a pas été effectué à temps. Rien n’a été débité\u202f; veuillez commander à nouveau.",
    refunding:
      "Votre paiement est en cours de remboursement\u202f; cela peut prendre quelques jours. Vous n’avez rien à faire.",
    refunded: "Votre paiement a été remboursé.",
    needs_attention:
      "Votre commande nécessite une vérification manuelle. Notre équipe l’examine\u202f; vous n’avez pas à payer à nouveau.",
    closed:
      "Notre équipe a clôturé votre commande. Aucune somme n’est retenue pour cette commande.",
  },
  newer: { title: "En cours", text: "Votre commande est en cours de traitement." },
  waitingAgain: "En attente d’une nouvelle approbation",
  notCompleted: (attempts) =>
    attempts > 1 ? `Paiement non abouti (${attempts} tentatives)` : "Paiement non abouti",
};
