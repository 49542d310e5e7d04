import type { PageTexts } from "./texts.ts";

export const french: PageTexts = {
  language: "fr",
  defaultLocale: "fr-FR",
  simulated: "Simulation\u202f: aucun argent n’est transféré.",
  payTo: (merchant) => `Payer ${merchant}`,
  unnamedMerchant: "le marchand de test",
  summary: "Votre achat",
  quantity: (quantity) => `Quantité\u202f: ${quantity}`,
  breakdown: {
    item_total: "Articles",
    discount: "Remise",
    tax_total: "Taxes",
    shipping: "Livraison",
    shipping_discount: "Remise sur la livraison",
    handling: "Frais de traitement",
    insurance: "Assurance",
  },
  shipping: "Livraison",
  noShipping: "Aucune",
  total: "Total",
  orderId: "Commande",
  signedIn: "Vous payez en tant que",
  payWith: "Payer avec",
  methods: { balance: "Solde du compte", bank: "Compte bancaire se terminant par 0042" },
  declinedMethod: "refusé",
  declined:
    "Votre dernier paiement a été refusé. Vous n’avez pas été débité. Choisissez un autre moyen de paiement.",
  payNow: "Payer maintenant",
  continue: "Continuer",
  continueHint: (merchant) =>
    `Vous ne serez débité qu’après avoir confirmé la commande chez ${merchant}.`,
  cancel: "Annuler et revenir",
  controls: {
    title: "Réglages de test",
    hint: "Seulement dans le bac à sable\u202f: choisissez ce que fait PayPal après le paiement.",
    ending: "Issue du paiement",
    endings: {
      COMPLETED: "Il aboutit",
      DECLINED: "Il est refusé",
      PENDING: "Il reste en attente\u202f: PayPal le vérifie",
      "PENDING ECHECK": "Il reste en attente\u202f: virement bancaire",
      "PENDING RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION":
        "Il reste en attente\u202f: le marchand doit l’accepter",
    },
    captureInBrowser: "Encaisser dans le navigateur, comme l’ancienne console",
  },
  messages: {
    approved: {
      title: "Paiement autorisé",
      text: "Merci. Le marchand finalise votre commande. Vous pouvez fermer cette fenêtre.",
    },
    cancelled: {
      title: "Paiement annulé",
      text: "Vous n’avez pas été débité. Vous pouvez fermer cette fenêtre.",
    },
    paid: {
      title: "Rien à payer",
      text: "Cette commande est payée, ou son paiement est en cours. Vous pouvez fermer cette fenêtre.",
    },
    failed: {
      title: "Ce paiement a échoué",
      text: "Vous n’avez pas été débité. Retournez à la boutique et commandez à nouveau.",
    },
    expired: {
      title: "Cette commande a expiré",
      text: "Vous n’avez pas été débité. Retournez à la boutique et commandez à nouveau.",
    },
    unknown: {
      title: "Cette commande n’existe pas",
      text: "Vous n’avez pas été débité. Retournez à la boutique et commandez à nouveau.",
    },
  },
};
