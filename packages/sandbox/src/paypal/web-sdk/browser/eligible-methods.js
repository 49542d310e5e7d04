/** @import { EligiblePaymentMethodsOutput, FindEligiblePaymentMethodsResponse } from "@paypal/paypal-js/sdk-v6" */

/**
 * What the simulated payer can pay with.
 * @type {FindEligiblePaymentMethodsResponse}
 */
export const sandboxMethods = { eligible_methods: { paypal: { can_be_vaulted: false } } };

// The SDK's names of the methods that the REST API names differently.
/** @type {Readonly<Record<string, string>>} */
const apiNames = {
  paylater: "paypal_pay_later",
  credit: "paypal_credit",
  card: "basic_cards",
  applepay: "apple_pay",
  googlepay: "google_pay",
};

/**
 * The methods of an eligibility response in the SDK's shape.
 * @param {FindEligiblePaymentMethodsResponse} response
 * @returns {EligiblePaymentMethodsOutput}
 */
export function eligibleMethods({ eligible_methods: methods }) {
  /** @type {Readonly<Record<string, { can_be_vaulted?: boolean, country_code?: string, product_code?: string }>>} */
  const byName = methods;
  /** @param {string} source */
  const find = (source) => byName[apiNames[source] ?? source];
  const output = {
    /** @param {string} source */
    isEligible: (source) => find(source) !== undefined,
    /** @param {string} source */
    getDetails: (source) => {
      const { can_be_vaulted, country_code, product_code } = find(source) ?? {};
      return {
        canBeVaulted: can_be_vaulted ?? false,
        countryCode: country_code,
        productCode: product_code,
      };
    },
  };
  return /** @type {EligiblePaymentMethodsOutput} */ (output);
}
