import { Faults } from "../http/faults.ts";
import type { ErrorShape } from "../http/faulty-response.ts";
import { type Connectivity, Outage, type OutageKind } from "../http/outage.ts";
import { type ReceivedRequest, RequestLog } from "../http/request-log.ts";
import type { SimulatedApi } from "../http/with-faults.ts";
import { NotPossible } from "../not-possible.ts";
import { AccessTokens } from "./access-tokens.ts";
import { payee } from "./accounts.ts";
import { alterEvent } from "./alter-event.ts";
import { Deviations } from "./deviations.ts";
import type { Money } from "./money.ts";
import {
  approveOrder,
  captureOrder,
  orderCaptures,
  isExpired,
  newOrder,
  type OrderRecord,
} from "./order-record.ts";
import { approvalUrl } from "./order-wire.ts";
import { PaidOrders } from "./paid-orders.ts";
import type { PaymentOutcome } from "./payment-outcome.ts";
import { RequestKeys } from "./request-keys.ts";
import { apiError, debugHeaders, issueError } from "./responses.ts";
import { approvalReversed, captureEvent, orderEvent } from "./sandbox-events.ts";
import { ClientTokens } from "./web-sdk/client-tokens.ts";
import { isWebhookError, webhookError } from "./webhook-errors.ts";

/** The operations that can have faults. */
export const paypalOperations = [
  "token",
  "orders.create",
  "orders.get",
  "orders.patch",
  "orders.confirm",
  "orders.authorize",
  "orders.capture",
  "captures.get",
  "captures.refund",
  "refunds.get",
  "transactions.search",
  "disputes.list",
  "disputes.get",
  "disputes.provide_evidence",
  "disputes.accept_claim",
  "webhooks.verify",
  "webhooks.create",
  "webhooks.list",
  "webhooks.get",
  "webhooks.update",
  "webhooks.delete",
  "webhooks.event_types",
  "webhooks.simulate",
  "webhooks.events",
  "webhooks.certificate",
] as const;

export type PayPalOperation = (typeof paypalOperations)[number];

export interface PayPalSandboxOptions {
  /** The base URL, also of the links in responses. */
  readonly url: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** The port that `down` closes; without one, `down` resets every connection. */
  readonly connectivity?: Connectivity;
}

/** PayPal's state in memory, with methods for the actions of payers, merchants and PayPal itself. */
export class PayPalSandbox extends PaidOrders implements SimulatedApi<PayPalOperation> {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The default payee of orders. */
  readonly payee: typeof payee = payee;
  readonly tokens: AccessTokens = new AccessTokens(this.clock);
  readonly clientTokens: ClientTokens = new ClientTokens(this.clock);
  readonly keys: RequestKeys = new RequestKeys(this.clock);
  readonly faults: Faults<PayPalOperation> = new Faults();
  readonly outage: Outage;
  readonly log: RequestLog = new RequestLog();
  readonly errors: ErrorShape = {
    statusError: (status) => apiError(status),
    codeError: (issue, operation) =>
      isWebhookError(issue) ? webhookError(issue) : issueError(issue, operation),
    headers: debugHeaders,
  };
  /** Whether a capture key replays INSTRUMENT_DECLINED; PayPal does not document this. */
  replaysDeclines = true;
  /** Whether a declined capture changes the order's `update_time`; PayPal does not document this. */
  declinesMoveUpdateTime = false;
  /** Undocumented behavior of PayPal; off by default. */
  readonly deviations: Deviations = new Deviations(() => this.clock.now());
  /** How late new transactions are listed, in milliseconds; PayPal documents up to three hours. */
  reportDelayMs = 0;
  /** The status of a refund's replay; PayPal documents 200 for orders only. */
  refundReplayStatus: 200 | 201 = 201;
  /** The issue of a refund in another currency than its capture; PayPal documents two names. */
  currencyMismatchIssue: "REFUND_CAPTURE_CURRENCY_MISMATCH" | "CURRENCY_MISMATCH" =
    "REFUND_CAPTURE_CURRENCY_MISMATCH";

  constructor(options: PayPalSandboxOptions) {
    super(options.url);
    this.clientId = options.clientId ?? "sandbox-client";
    this.clientSecret = options.clientSecret ?? "sandbox-secret";
    this.outage = new Outage(options.connectivity);
    this.webhooks.alter = (event) => alterEvent(this.deviations, event);
    this.clock.moved = () => this.#emitExpiries(this.orders.values());
  }

  /** Every request received, oldest first; the newest 100,000 are kept. */
  get requests(): readonly ReceivedRequest[] {
    return this.log.entries;
  }

  /** The script of the simulated browser SDK. */
  get webSdkUrl(): string {
    return `${this.url}/web-sdk/v6/core`;
  }

  /** The page where the payer approves an order. */
  approvalUrl(orderId: string): string {
    return approvalUrl(this.url, orderId);
  }

  /** Approves an order as its payer. Throws if the order is unknown, expired or captured. */
  approve(orderId: string, end: PaymentOutcome = {}): OrderRecord {
    const order = this.existing(orderId);
    approveOrder(order, end, this.clock.now());
    this.webhooks.emit(orderEvent(order, "APPROVED"));
    return order;
  }

  /**
   * Approves and captures an order in the browser, as the console's PayPal buttons do. Unlike a capture by API, a
   * decline completes the order with a DECLINED capture. Throws like `approve`.
   */
  captureInBrowser(orderId: string, end: PaymentOutcome = {}): OrderRecord {
    const order = this.approve(orderId, end);
    this.capture(order);
    return order;
  }

  /** Captures an approved order with the outcome set by the approval. */
  capture(order: OrderRecord): void {
    captureOrder(order, this.clock.now());
    for (const capture of orderCaptures(order)) {
      this.orderOfCapture.set(capture.id, order.id);
      this.webhooks.emit(captureEvent(order, capture, false));
    }
    this.webhooks.emit(orderEvent(order, "COMPLETED"));
  }

  /** A payment to this merchant by an order that was not created through the API, with any `custom_id`. */
  payElsewhere(amount: Money, customId: string): OrderRecord {
    const purchase_units = [{ amount, custom_id: customId }];
    const order = newOrder({ intent: "CAPTURE", purchase_units }, this.clock.now());
    this.orders.set(order.id, order);
    return this.captureInBrowser(order.id);
  }

  /** Changes the payee of an order. Throws if the order is unknown or captured. */
  changePayee(orderId: string, other: unknown): void {
    const order = this.existing(orderId);
    if (order.status === "COMPLETED")
      throw new NotPossible(`Order ${orderId} is already captured.`);
    for (const unit of order.purchase_units) unit.payee = other;
  }

  /** Invalidates all access tokens issued so far. */
  revokeTokens(): void {
    this.tokens.revokeAll();
  }

  /** Expires an order now, unless it is captured. */
  expire(orderId: string): void {
    const order = this.existing(orderId);
    order.expiresAt = this.clock.now();
    this.#emitExpiries([order]);
  }

  /** Makes PayPal unreachable, including its pages, until `up`. */
  down(kind: OutageKind = "refused"): Promise<void> {
    return this.outage.begin(kind);
  }

  up(): Promise<void> {
    return this.outage.end();
  }

  /** Emits one event for each approved order that expired by `expire` or by `clock.advance`. */
  #emitExpiries(orders: Iterable<OrderRecord>): void {
    for (const order of orders) {
      const expired = order.status === "APPROVED" && isExpired(order, this.clock.now());
      if (!expired || order.approvalReversed) continue;
      this.orders.touch(order.id);
      order.approvalReversed = true;
      this.webhooks.emit(approvalReversed(order));
    }
  }
}
