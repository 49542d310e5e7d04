export type { Fault, FaultKind, StatusFault } from "./http/faults.ts";
export type { ReceivedRequest } from "./http/request-log.ts";
export type { CaptureRecord } from "./paypal/capture-record.ts";
export { paypalHandlers } from "./paypal/handlers.ts";
export type { OrderRecord } from "./paypal/order-record.ts";
export type { PaymentEnd } from "./paypal/payment-end.ts";
export {
  type PayPalOperation,
  PayPalSandbox,
  type PayPalSandboxOptions,
} from "./paypal/paypal-sandbox.ts";
export { type Sandbox, type SandboxOptions, startSandbox } from "./start-sandbox.ts";
export { webOrderHandlers } from "./web-order/handlers.ts";
export type { OrderRow } from "./web-order/order-row.ts";
export { type WebOrderOperation, WebOrderSandbox } from "./web-order/web-order-sandbox.ts";
