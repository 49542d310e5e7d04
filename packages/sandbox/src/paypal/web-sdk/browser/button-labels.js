/** The labels of `<paypal-button>` by its `type`, in the page's languages. */
const labels = {
  en: {
    pay: "Pay with PayPal",
    buynow: "Buy now with PayPal",
    checkout: "Check out with PayPal",
    donate: "Donate with PayPal",
    subscribe: "Subscribe with PayPal",
  },
  fr: {
    pay: "Payer avec PayPal",
    buynow: "Acheter avec PayPal",
    checkout: "Commander avec PayPal",
    donate: "Faire un don avec PayPal",
    subscribe: "S’abonner avec PayPal",
  },
};

/** Emits `change` when the SDK's locale changes. */
export const localeChanges = new EventTarget();

/** @type {string | undefined} */
let chosen;

/**
 * Sets the language of all buttons; without a locale they follow the page's own language.
 * @param {string | undefined} locale
 */
export function chooseLocale(locale) {
  chosen = locale;
  localeChanges.dispatchEvent(new Event("change"));
}

/**
 * The label of a button of this type; an unknown type has the label of `pay`.
 * @param {string | null} type
 * @returns {string}
 */
export function buttonLabel(type) {
  const language = (chosen ?? document.documentElement.lang).toLowerCase();
  const texts = language.startsWith("fr") ? labels.fr : labels.en;
  return Object.entries(texts).find(([name]) => name === type)?.[1] ?? texts.pay;
}
