import type { layout as en } from "../en/layout.ts";

const roles: Readonly<Record<string, string>> = { operator: "opérateur" };

export const layout: typeof en = {
  mainNavigation: "Navigation principale",
  yourOrders: "Vos commandes",
  language: "Langue",
  signedInAs: "Compte",
  signingIn: "Connexion…",
  role: (role) => roles[role] ?? role,
  offline:
    "Vous êtes hors ligne. Cette page reprendra dès que la connexion sera rétablie\u202f; votre saisie est conservée.",
  notTranslated: (language) =>
    `Les textes en ${language} n’ont pas pu être chargés\u202f; cette page reste en français pour l’instant.`,
  sandbox: "Bac à sable",
  paypalIsSimulated:
    "PayPal est simulé ici. Aucun compte PayPal n’est nécessaire, et rien n’est débité.",
  openDesk: "Ouvrir le pupitre",
};
