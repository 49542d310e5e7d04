import { storageLimits } from "@onekonsole/billing-contract";
import { createFormats } from "../../language/formats.ts";
import type { checkout as en } from "../en/checkout.ts";
import { optionNames } from "./option-names.ts";

const labels: (typeof en)["fields"]["labels"] = {
  clusterName: "Nom du cluster",
  imagesStorage: optionNames.images_storage,
  hasMonitoring: optionNames.has_monitoring,
  monitoringStorage: optionNames.monitoring_storage,
  hasAlerting: optionNames.has_alerting,
  currency: "Devise",
  userId: "Identifiant d’utilisateur",
};

const { gigabytes } = createFormats("fr");
const range = (label: string, { min, max }: { readonly min: number; readonly max: number }) =>
  `${label}\u202f: un nombre entier, de ${gigabytes(min)} à ${gigabytes(max)}.`;

export const checkout: typeof en = {
  title: "Nouveau cluster Kubernetes",
  lead: "Choisissez les options de votre cluster managé. Le plan de contrôle est toujours compris.",
  pricesReloading:
    "Les prix ne peuvent pas être chargés. Nouvelle tentative en cours\u202f; votre saisie est conservée.",
  fields: {
    labels,
    hints: {
      clusterName:
        "De 2 à 63 caractères\u202f: lettres minuscules sans accent, chiffres et traits d’union, avec une lettre ou un chiffre au début et à la fin.",
      imagesStorage: "Stockage des images de conteneurs.",
      hasMonitoring: "Métriques de votre cluster.",
      monitoringStorage: "Stockage des métriques.",
      hasAlerting: "Alertes concernant votre cluster.",
      currency: "Devise du paiement.",
      userId:
        "Compte pour lequel le cluster est commandé\u202f; dans la console, celui de la session.",
    },
    rules: {
      clusterName:
        "Le nom du cluster doit comporter de 2 à 63 caractères\u202f: lettres minuscules sans accent, chiffres et traits d’union, avec une lettre ou un chiffre au début et à la fin.",
      imagesStorage: range(labels.imagesStorage, storageLimits.images),
      hasMonitoring: "La supervision doit être activée ou désactivée.",
      monitoringStorage: range(labels.monitoringStorage, storageLimits.monitoring),
      hasAlerting: "Les alertes doivent être activées ou désactivées.",
      currency: "La devise doit être choisie dans la liste.",
      userId:
        "L’identifiant d’utilisateur doit être de la forme xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx, en chiffres hexadécimaux.",
    },
    clusterNameTaken:
      "Ce nom de cluster est celui d’une de vos commandes, payée ou en cours de paiement.",
    useName: (name) => `Utiliser «\u202f${name}\u202f»`,
    seeOrder: "Voir cette commande",
    inGigabytes: (label) => `${label} (Go)`,
    slider: (label) => `${label}, curseur`,
    price: (price) => `${price}.`,
    pricePerGigabyte: (price) => `${price} par Go.`,
    loading: "Chargement…",
    clusterNameExample: "mon-cluster",
  },
  developerOptions: "Options pour développeurs",
  summary: {
    heading: "Votre commande",
    checkFields: "Veuillez vérifier les champs signalés.",
    priceChanged: (seen, current) =>
      `Le total était de ${seen}\u202f; il est maintenant de ${current}.`,
    pay: "Payer avec PayPal",
    openingPayPal: "Ouverture de PayPal…",
    finePrint: "Vous approuvez le paiement chez PayPal. Rien n’est débité avant.",
  },
};
