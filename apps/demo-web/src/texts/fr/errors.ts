import type { errors as en } from "../en/errors.ts";

const noMoneyTaken = "Cette demande n’a entraîné aucun débit";
const again = `${noMoneyTaken}\u202f; veuillez réessayer dans un instant.`;

export const errors: typeof en = {
  byCode: {
    invalid_input: "La demande n’est pas valide.",
    unauthenticated: "Votre session a expiré ou n’est pas ouverte. Veuillez vous connecter.",
    payment_declined:
      "PayPal a refusé le paiement. Rien n’a été débité. Si la commande est encore ouverte, veuillez choisir un autre moyen de paiement chez PayPal\u202f; sinon, passez une nouvelle commande.",
    forbidden: "Cette action ne vous est pas permise.",
    not_found: "Il n’y a rien à cette adresse.",
    order_not_found: "Cette commande n’existe pas.",
    method_not_allowed: "Cette adresse n’accepte pas cette méthode.",
    order_not_approved:
      "Le paiement n’est pas encore approuvé. Rien n’a été débité. Veuillez terminer l’approbation chez PayPal.",
    order_expired:
      "Cette commande a expiré. Rien n’a été débité\u202f; veuillez commander à nouveau.",
    payment_mismatch:
      "Le paiement ne correspond pas à la commande. L’argent éventuellement débité est remboursé, ou conservé pendant que notre équipe examine la commande. Veuillez ne pas payer à nouveau.",
    duplicate_purchase:
      "Une autre de vos commandes pour un cluster de ce nom est payée ou en cours de paiement\u202f; cette commande a donc pris fin, sans aucun débit. Consultez la première commande\u202f; pour un autre cluster, commandez sous un autre nom.",
    cluster_name_taken:
      "Une de vos commandes pour un cluster de ce nom est payée ou en cours de paiement. Rien n’a été commandé ni débité. Consultez cette commande ou choisissez un autre nom.",
    price_changed:
      "Le prix a changé. Rien n’a été commandé ni débité. Veuillez vérifier le nouveau prix et commander à nouveau.",
    not_possible: "L’état de la commande ne le permet pas. Veuillez recharger la commande.",
    idempotency_key_reused:
      "Cette clé (Idempotency-Key) a servi pour une autre commande. Utilisez une nouvelle clé.",
    cursor_expired:
      "Les événements qui suivent ce curseur ne sont plus conservés. Reprenez à partir du plus ancien événement conservé, et relisez les commandes modifiées entre-temps.",
    endpoint_not_found:
      "Ce point de réception (endpoint) n’existe pas, ou cet événement ne lui est pas destiné.",
    endpoint_configured:
      "Ce point de réception (endpoint) fait partie de la configuration du service. Veuillez le modifier là.",
    signing_key_missing:
      "Le service n’a pas de clé pour signer les événements. Un exploitant du service doit d’abord en configurer une.",
    rotation_not_ended:
      "Le chevauchement de la dernière rotation n’est pas terminé. Refaites une rotation ensuite, ou avec un chevauchement de 0 heure, qui y met fin aussitôt.",
    webhook_refused: "La demande n’est pas un événement webhook signé par PayPal pour ce service.",
    body_too_large: "Le contenu de la demande est trop volumineux.",
    too_many_requests: `Trop de demandes. ${noMoneyTaken}\u202f; veuillez réessayer dans une minute.`,
    too_many_open_orders:
      "Vous avez trop de commandes impayées. Rien n’a été commandé ni débité. Payez l’une d’elles, ou commandez à nouveau quand l’une d’elles aura expiré.",
    internal: `Le service de facturation n’a pas pu traiter la demande. ${noMoneyTaken}. Veuillez vérifier la commande avant de payer à nouveau, ou contactez notre assistance.`,
    paypal_refused:
      "PayPal a rejeté la demande. Rien n’a été commandé ni débité\u202f; veuillez contacter notre assistance.",
    paypal_unavailable: `PayPal est actuellement indisponible ou ne trouve pas encore la commande. ${again}`,
    service_unavailable: `Le service de facturation est occupé ou redémarre. ${again}`,
    paypal_timeout: `PayPal n’a pas répondu à temps. ${again}`,
    unreachable:
      "Le service de facturation est injoignable. Veuillez réessayer\u202f; vérifiez votre commande avant de payer à nouveau.",
  },
  quote: "Veuillez communiquer cette référence à notre assistance\u202f:",
  tryAgain: "Réessayer",
};
