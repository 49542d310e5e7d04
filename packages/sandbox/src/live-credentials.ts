const environmentName = /^paypal_?(environment|env|mode)$/i;
// PayPal's API hosts without "sandbox".
const liveHost = /\bapi(-m)?\.paypal\.com\b/i;

/**
 * The name of an environment variable that configures the live PayPal; `undefined` if there is none. A
 * simulator beside live credentials is a mistake that could confirm payments that were never made.
 */
export function findLiveSetting(environment: NodeJS.ProcessEnv): string | undefined {
  return Object.entries(environment).find(
    ([name, value = ""]) =>
      /paypal/i.test(name) &&
      (liveHost.test(value) || (environmentName.test(name) && /^(live|production)$/i.test(value))),
  )?.[0];
}
