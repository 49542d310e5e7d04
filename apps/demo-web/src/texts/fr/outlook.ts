import type { outlook as en } from "../en/outlook.ts";

export const outlook: typeof en = {
  title: "La suite",
  next: {
    awaiting_approval: "Après votre approbation, votre cluster sera commandé aussitôt.",
    approved: "Votre cluster est commandé ensuite. Vous pouvez fermer cette page.",
    capture_pending:
      "Vous pouvez fermer cette page\u202f; la commande reste dans «\u202fVos commandes\u202f».",
    captured:
      "Vous pouvez fermer cette page\u202f; la commande reste dans «\u202fVos commandes\u202f».",
    provisioned: "Vous n’avez plus rien à faire ici.",
    capture_failed: "Vous pouvez commander à nouveau et payer autrement.",
    expired: "Cette commande est terminée.",
    refunding: "Le remboursement suit le même chemin que votre paiement.",
    refunded: "Cette commande est terminée.",
    needs_attention: "La décision de notre équipe apparaîtra sur cette page.",
    closed: "Cette commande est terminée.",
  },
  approveBy: (time) =>
    `Sans votre approbation avant le ${time}, la commande prend fin et rien n’est débité.`,
  refundTime:
    "Un remboursement est versé sur votre solde PayPal ou sur la carte avec laquelle vous avez payé. Sur une carte, il prend en général 2 à 5 jours ouvrés, et jusqu’à 30 jours.",
  partlyRefunded: (refunded, total) => `Remboursement partiel\u202f: ${refunded} sur ${total}.`,
  latestRefund: (time) => `Le dernier remboursement date du ${time}.`,
  disputeOpen:
    "Un litige sur le paiement est ouvert chez PayPal\u202f; votre compte PayPal en affiche le suivi.",
  openCluster: "Ouvrir votre cluster",
  contact: "Pour toute question sur cette commande, veuillez indiquer son numéro\u202f:",
  writeTo: (email) => `Écrire à ${email}`,
  copy: "Copier",
  copied: "Copié",
  notCopied: "La copie n’a pas été possible\u202f; veuillez sélectionner le numéro.",
};
