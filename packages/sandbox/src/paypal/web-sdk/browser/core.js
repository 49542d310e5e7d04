// The entry of the simulated PayPal JavaScript SDK v6: a classic script that defines `window.paypal`, as PayPal's
// does. PayPal's loader (`@paypal/paypal-js/sdk-v6`) accepts only a `version` that begins with 6.
{
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  // The modules and PayPal's pages come from the host that served the script.
  const base = new URL("./", script.src).href;

  /** @type {import("@paypal/paypal-js/sdk-v6").PayPalV6Namespace} */
  const paypal = {
    version: "6.0.0",
    async createInstance(options) {
      /** @type {typeof import("./instance.js")} */
      const instance = await import(`${base}instance.js`);
      return instance.createInstance(base, options);
    },
  };
  Object.assign(window, { [script.dataset["namespace"] ?? "paypal"]: paypal });
  void import(`${base}paypal-button.js`);
}
