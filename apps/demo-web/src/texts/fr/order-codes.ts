import type { OrderCodeTexts } from "../order-codes.ts";

const nothingToDo = "Vous n’avez rien à faire\u202f: votre cluster sera commandé";

const problems: OrderCodeTexts["problems"] = {
  payment_declined: "PayPal a refusé le paiement.",
  payment_method_declined:
    "PayPal a refusé ce moyen de paiement. Rien n’a été débité. Veuillez en choisir un autre chez PayPal.",
  approval_incomplete:
    "L’approbation du paiement est incomplète. Rien n’a été débité. Veuillez la terminer chez PayPal.",
  approved_payment_missing:
    "PayPal ne trouve pas le paiement que vous avez approuvé. Notre équipe vérifie si une somme a été débitée.",
  payment_details_missing:
    "PayPal signale un paiement sans en indiquer les détails. Notre équipe l’examine\u202f; veuillez ne pas payer à nouveau.",
  order_not_shown:
    "PayPal ne trouve pas la commande. Notre équipe vérifie si une somme a été débitée.",
  payment_of_another_order: "Le paiement est celui d’une autre commande.",
  payment_to_another_payee: "Le paiement a été versé à un autre bénéficiaire.",
  payment_of_another_amount: "Le paiement diffère du montant dû.",
  payment_of_two_orders:
    "PayPal attribue votre paiement à deux commandes. Notre équipe l’examine\u202f; veuillez ne pas payer à nouveau.",
  payment_already_refunded: "Le paiement avait déjà été remboursé chez PayPal.",
  payment_reversed: "Le paiement a été annulé via PayPal.",
  payment_returned:
    "L’annulation du paiement a été levée, et nous disposons à nouveau de votre paiement. Notre équipe vous contactera pour la suite.",
  duplicate_payment_held:
    "Vous aviez déjà payé un cluster de ce nom. Ce second paiement est conservé jusqu’à ce que notre équipe prenne contact avec vous.",
  duplicate_purchase_ended:
    "Une autre de vos commandes pour un cluster de ce nom est payée ou en cours de paiement\u202f; cette commande a donc pris fin, sans aucun débit.",
  capture_rejected: "PayPal a rejeté notre demande d’encaisser le paiement que vous avez approuvé.",
  capture_unanswered:
    "PayPal a été injoignable pendant des heures. Notre équipe vérifie si le paiement que vous avez approuvé a été débité.",
  delivery_rejected: "Le paiement a été reçu, mais votre cluster n’a pas pu être commandé.",
  delivery_unanswered:
    "Le paiement a été reçu, mais le cluster n’a pas pu être commandé pendant des heures.",
  delivered_unpaid:
    "Le paiement vous a été rendu, mais votre cluster était déjà commandé. Notre équipe vous contactera.",
  refunded_possibly_delivered:
    "Le paiement a été remboursé, mais il se peut que votre cluster ait déjà été commandé.",
  refund_decided: "Notre équipe a décidé de rembourser votre paiement.",
  partial_refund_decided: "Notre équipe a décidé de rembourser une partie de votre paiement.",
  partly_refunded:
    "Une partie du paiement a été remboursée. Notre équipe vous contactera au sujet du reste.",
  refund_rejected: "PayPal a rejeté le remboursement de votre paiement. Notre équipe l’examine.",
  refund_failed: "Le remboursement a échoué.",
  refunded_outside_paypal: "Notre équipe a effectué un remboursement en dehors de PayPal.",
  held_for_bank: `Votre banque transfère l’argent à PayPal, ce qui prend de 3 à 6 jours ouvrés. ${nothingToDo} à l’arrivée de l’argent.`,
  held_for_payer:
    "PayPal n’a pas encore reçu votre virement. Veuillez suivre les instructions de PayPal\u202f; votre cluster sera commandé à l’arrivée de l’argent.",
  held_for_review: `PayPal examine le paiement. ${nothingToDo} dès que PayPal l’aura approuvé.`,
  held_for_merchant: `Nous devons accepter votre paiement chez PayPal. ${nothingToDo} ensuite.`,
  held_for_dispute:
    "PayPal retient le paiement en raison d’une réclamation. Votre cluster sera commandé dès que PayPal l’aura libéré.",
};

const events: OrderCodeTexts["events"] = {
  created: "Vous avez passé la commande.",
  payer_approved: "Vous avez approuvé le paiement chez PayPal.",
  capture_completed: "Le paiement a été reçu.",
  capture_pending: "PayPal n’a pas encore libéré le paiement.",
  capture_declined: "PayPal a refusé le paiement.",
  capture_mismatched: "Le paiement ne correspondait pas à la commande\u202f; il est remboursé.",
  capture_reversed: "Le paiement a été reçu, puis annulé via PayPal.",
  payment_refused:
    "Le paiement ne correspondait pas à la commande\u202f; il n’a donc pas été débité.",
  purchase_refused:
    "Une autre de vos commandes pour un cluster de ce nom est payée ou en cours de paiement\u202f; cette commande a donc pris fin, sans aucun débit.",
  capture_refused: "Le paiement n’a pas pu être encaissé. Notre équipe l’examine.",
  approval_needed: "PayPal n’a pas pu utiliser ce moyen de paiement et en a demandé un autre.",
  order_gone: "La commande n’existe plus chez PayPal.",
  approval_timed_out: "Le délai d’approbation du paiement est écoulé.",
  duplicate_paid: "Vous aviez déjà payé un cluster de ce nom\u202f; ce paiement est conservé.",
  conflict_found:
    "Le paiement est aussi enregistré pour une autre commande. Notre équipe l’examine.",
  delivered: "Votre cluster a été commandé.",
  delivery_refused:
    "Votre cluster n’a pas pu être commandé\u202f; votre paiement est donc remboursé.",
  refund_requested: "Un remboursement a été lancé.",
  refund_short:
    "Une partie du paiement a été remboursée. Notre équipe vous contactera au sujet du reste.",
  partly_refunded: "Une partie du paiement a été remboursée.",
  fully_refunded: "Le paiement a été remboursé.",
  refund_failed: "Un remboursement a échoué. Notre équipe l’examine.",
  payment_reversed: "Le paiement a été annulé via PayPal.",
  reversal_cancelled: "L’annulation du paiement a été levée, et le paiement a été reçu à nouveau.",
  dispute_opened: "Un litige a été ouvert chez PayPal.",
  dispute_closed: "Le litige chez PayPal a été clos.",
  capture_retried: "Notre équipe a relancé l’encaissement du paiement.",
  delivery_retried: "Notre équipe a commandé votre cluster à nouveau.",
  paid_back_outside: "Notre équipe a effectué un remboursement en dehors de PayPal.",
  settled_as_delivered: "Notre équipe a examiné le paiement. Votre cluster reste tel qu’il est.",
  closed: "Notre équipe a clôturé la commande.",
  gave_up: "Votre commande n’a pas pu être achevée automatiquement. Notre équipe l’examine.",
};

export const orderCodes: OrderCodeTexts = { problems, events };
