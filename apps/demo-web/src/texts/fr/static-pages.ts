import type { staticPages as en } from "../en/static-pages.ts";

export const staticPages: typeof en = {
  cancelled: {
    title: "Paiement annulé",
    lead: "Vous avez quitté PayPal sans approuver le paiement. Rien n’a été débité.",
    back: "Revenir à votre cluster",
    showOrder: "Afficher cette commande",
    formIsKept: "Votre saisie est conservée dans le formulaire.",
  },
  notFound: {
    title: "Page introuvable",
    lead: "Il n’y a ni page ni commande à cette adresse. Veuillez vérifier qu’elle est complète.",
    order: "Commander un cluster",
  },
  loading: "Chargement de la page…",
  failed: {
    title: "Cette page n’a pas pu être chargée",
    lead: "Veuillez vérifier votre connexion et recharger la page. Vos commandes et votre saisie sont conservées.",
    reload: "Recharger la page",
  },
};
