export type { RandomFaults } from "./http/random-faults.ts";
export type { Fault, FaultKind, StatusFault } from "./http/fault.ts";
export type { FaultStats } from "./http/faults.ts";
export type { Listeners } from "./http/listeners.ts";
export type { OutageKind } from "./http/outage.ts";
export type { ReceivedRequest } from "./http/request-log.ts";
export { type TokenForgery, tokenForgeries } from "./oidc/forge-token.ts";
export { issuerHandlers } from "./oidc/handlers.ts";
export {
  type IssuerOperation,
  IssuerSandbox,
  type IssuerSandboxOptions,
} from "./oidc/issuer-sandbox.ts";
export type { SigningAlgorithm } from "./oidc/signing-keys.ts";
export type { TokenOptions } from "./oidc/token-claims.ts";
export type { SandboxUser } from "./oidc/users.ts";
export type { CaptureRecord } from "./paypal/capture-record.ts";
export type { DisputeRecord } from "./paypal/dispute-record.ts";
export { paypalHandlers } from "./paypal/handlers.ts";
export type { Alteration } from "./paypal/alter-response.ts";
export type {
  HidingCall,
  Deviations,
  DeviationRates,
  OrderDeviations,
} from "./paypal/deviations.ts";
export { minorUnits, type Money, toMoney } from "./paypal/money.ts";
export type { OrderRecord } from "./paypal/order-record.ts";
export type { PaymentOutcome } from "./paypal/payment-outcome.ts";
export {
  type PayPalOperation,
  PayPalSandbox,
  type PayPalSandboxOptions,
} from "./paypal/paypal-sandbox.ts";
export type { DisputeOutcome } from "./paypal/statuses.ts";
export type { RefundRecord } from "./paypal/refund-record.ts";
export { seededRandom } from "./seeded-random.ts";
export type { SandboxState } from "./state/sandbox-schema.ts";
export { UnusableState } from "./state/unusable-state.ts";
export { type Sandbox, type SandboxOptions, startSandbox } from "./start-sandbox.ts";
export { webOrderHandlers } from "./web-order/handlers.ts";
export type { OrderRow } from "./web-order/order-row.ts";
export {
  type Refusal,
  type WebOrderOperation,
  WebOrderSandbox,
  type WebOrderSandboxOptions,
} from "./web-order/web-order-sandbox.ts";
export type { DeliveryAttempt, Subscription } from "./webhooks/delivery.ts";
export { forgeries, type Forgery } from "./webhooks/forgery.ts";
export { issueCertificate } from "./webhooks/issue-certificate.ts";
export type { Transmission } from "./webhooks/transmission.ts";
export type { WebhookEvent } from "./webhooks/webhook-event.ts";
