import type { receipt as en } from "../en/receipt.ts";

export const receipt: typeof en = {
  title: "Votre reçu",
  loading: "Chargement de votre reçu…",
  none: "Il n’y a pas encore de reçu pour cette commande. Il est émis à la réception du paiement.",
  showOrder: "Voir la commande",
  show: "Voir le reçu",
  save: (title) => `Enregistrer en PDF\u202f: ${title}`,
  saving: "Création du PDF…",
};
