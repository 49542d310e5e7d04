import type { order as en } from "../en/order.ts";

export const order: typeof en = {
  title: "Votre commande",
  connectionLost:
    "La connexion a été perdue. Reconnexion en cours\u202f; le traitement de votre commande continue.",
  notLoaded: "Votre commande ne peut pas encore être chargée. Nouvelle tentative en cours.",
  declined:
    "PayPal n’a pas finalisé le paiement. Rien n’a été débité. Vous pouvez l’approuver à nouveau et choisir un autre moyen de paiement chez PayPal.",
  status: {
    heading: "État",
    checking: "Vérification de votre paiement auprès de PayPal…",
    endedAsDuplicate:
      "Cette commande a pris fin, sans aucun débit. Une autre de vos commandes utilise ce nom de cluster.",
    approve: "Approuver chez PayPal",
    seeFirst: "Voir la première commande",
    orderAgain: "Commander à nouveau",
  },
  progress: {
    list: "Avancement de la commande",
    upcoming: "à venir",
    noMoneyTaken: "Rien n’a été débité.",
  },
  details: {
    heading: "Détails",
    clusterName: "Nom du cluster",
    yes: "Oui",
    no: "Non",
    ordered: "Commandé le",
    approveBy: "À approuver avant le",
    paid: "Payé le",
    refunded: "Remboursé",
    partlyRefunded: (part, whole) => `${part} sur ${whole}`,
    paidTo: "Bénéficiaire",
    paypalOrderId: "N° de commande PayPal",
    provisioningNumber: "N° de mise en service",
  },
};
