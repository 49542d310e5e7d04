import type { IssuerSandbox } from "../oidc/issuer-sandbox.ts";
import { importIssuer, issuerParts, resetIssuer } from "../oidc/issuer-state.ts";
import type { PayPalSandbox } from "../paypal/paypal-sandbox.ts";
import { importPayPal, paypalParts, resetPayPal } from "../paypal/paypal-state.ts";
import type { WebOrderSandbox } from "../web-order/web-order-sandbox.ts";
import { importWebOrder, resetWebOrder, webOrderParts } from "../web-order/web-order-state.ts";
import { checkKeys } from "./check-keys.ts";
import { type SandboxState, stateVersion } from "./sandbox-schema.ts";
import { below, nest, readPart, type StateParts } from "./state-part.ts";

/** The simulators that have a common state. */
export interface Simulators {
  readonly paypal: PayPalSandbox;
  readonly webOrder: WebOrderSandbox;
  readonly issuer: IssuerSandbox;
}

/** All parts of the state by their path. */
export const sandboxParts = ({ paypal, webOrder, issuer }: Simulators): StateParts => ({
  ...below("paypal", paypalParts(paypal)),
  ...below("paypal.webhooks", paypal.webhooks.stateParts),
  ...below("webOrder", webOrderParts(webOrder)),
  ...below("issuer", issuerParts(issuer)),
});

/** Everything that matters after a restart, as a copy. */
export function exportSandbox(simulators: Simulators): SandboxState {
  const parts = Object.entries(sandboxParts(simulators));
  const values = parts.map(([path, part]) => [path, readPart(part)] as const);
  return structuredClone(nest([["version", stateVersion], ...values])) as SandboxState;
}

/**
 * Replaces the state of the simulators; their URLs stay. The values are used, not copied. Deliveries that
 * wait for a retry are due at once. Rejects with an `InvalidInput`, and changes nothing, if a key or
 * certificate cannot be read.
 */
export async function importSandbox(simulators: Simulators, state: SandboxState): Promise<void> {
  checkKeys(state);
  await importIssuer(simulators.issuer, state.issuer);
  await importWebOrder(simulators.webOrder, state.webOrder);
  await importPayPal(simulators.paypal, state.paypal);
}

/**
 * Removes orders, disputes, events, rows, faults and outages, and returns all settings to their defaults.
 * Keys, URLs, subscriptions, access tokens and the clock stay.
 */
export async function resetSandbox({ paypal, webOrder, issuer }: Simulators): Promise<void> {
  await resetPayPal(paypal);
  await resetWebOrder(webOrder);
  await resetIssuer(issuer);
}
