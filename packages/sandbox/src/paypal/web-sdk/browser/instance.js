import { chooseLocale } from "./button-labels.js";
import { eligibleMethods, sandboxMethods } from "./eligible-methods.js";
import { createOneTimePaymentSession } from "./one-time-payment-session.js";
import { SdkError } from "./sdk-error.js";

/** @import { Components, CreateInstanceOptions, SdkInstance } from "@paypal/paypal-js/sdk-v6" */

/**
 * An SDK instance. Of the components only `paypal-payments` is simulated, with one-time payments.
 * @template {readonly Components[]} T
 * @param {string} base The folder of these modules.
 * @param {CreateInstanceOptions<T>} options
 * @returns {Promise<SdkInstance<T>>}
 */
export async function createInstance(base, options) {
  await authenticate(base, options);
  chooseLocale(options.locale);
  const checkout = { url: new URL("/checkoutnow", base).href, locale: options.locale };
  const instance = {
    findEligibleMethods: async () => eligibleMethods(sandboxMethods),
    hydrateEligibleMethods: eligibleMethods,
    /** @param {string} locale */
    updateLocale(locale) {
      checkout.locale = locale;
      chooseLocale(locale);
    },
    updateClientToken() {
      if (options.clientId) throw new Error("The instance was created with a clientId.");
    },
    ...(options.components.includes("paypal-payments") && {
      /** @param {import("@paypal/paypal-js/sdk-v6").PayPalOneTimePaymentSessionOptions} session */
      createPayPalOneTimePaymentSession: (session) =>
        createOneTimePaymentSession(checkout, session),
    }),
  };
  return /** @type {SdkInstance<T>} */ (/** @type {unknown} */ (instance));
}

/**
 * @param {string} base
 * @param {{ clientId?: string, clientToken?: string }} credentials
 */
async function authenticate(base, { clientId = "", clientToken = "" }) {
  const body = new URLSearchParams({ client_id: clientId, client_token: clientToken });
  const response = await fetch(`${base}credentials`, { method: "POST", body });
  if (response.ok) return;
  throw response.status === 401
    ? new SdkError("ERR_INVALID_CLIENT_TOKEN", "The client id or client token is not valid.")
    : new SdkError("NETWORK_ERROR", `The PayPal sandbox responded with ${response.status}.`);
}
