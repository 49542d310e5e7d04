import { Faults } from "../http/faults.ts";
import type { ErrorShape } from "../http/faulty-response.ts";
import { type Connectivity, Outage, type OutageKind } from "../http/outage.ts";
import { type ReceivedRequest, RequestLog } from "../http/request-log.ts";
import type { SimulatedApi } from "../http/with-faults.ts";
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
import { PaidOrders } from "./paid-orders.ts";
import type { PaymentOutcome } from "./payment-outcome.ts";
import { RequestKeys } from "./request-keys.ts";
import { apiError, debugHeaders, issueError } from "./responses.ts";
import { approvalReversed, captureEvent, orderEvent } from "./sandbox-events.ts";

export type PayPalOperation =
  | "token"
  | "orders.create"
  | "orders.get"
  | "orders.capture"
  | "captures.get"
  | "captures.refund"
  | "refunds.get"
  | "webhooks.verify"
  | "webhooks.events"
  | "webhooks.certificate";

export interface PayPalSandboxOptions {
  /** Where it is reached; the links in its answers point there. */
  readonly url: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** The port that `down` closes; without one it cuts every connection. */
  readonly connectivity?: Connectivity;
}

/** PayPal's state in memory, and the hands of the payer, of the merchant and of time. */
export class PayPalSandbox extends PaidOrders implements SimulatedApi<PayPalOperation> {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The merchant that every order without a payee of its own is for. */
  readonly payee: typeof payee = payee;
  readonly tokens: AccessTokens = new AccessTokens(this.clock);
  readonly keys: RequestKeys = new RequestKeys(this.clock);
  readonly faults: Faults<PayPalOperation> = new Faults();
  readonly outage: Outage;
  readonly log: RequestLog = new RequestLog();
  readonly errors: ErrorShape = {
    statusError: (status) => apiError(status),
    codeError: issueError,
    headers: debugHeaders,
  };
  /** Whether a capture key that met INSTRUMENT_DECLINED gets it again; PayPal leaves this open. */
  replaysDeclines = true;
  /** Whether an order's `update_time` moves when a capture is refused; PayPal leaves this open. */
  declinesMoveUpdateTime = false;
  /** What PayPal does beside its documentation; off at first. */
  readonly deviations: Deviations = new Deviations(() => this.clock.now());
  /** The status of a refund's replay; PayPal documents 200 for orders only. */
  refundReplayStatus: 200 | 201 = 201;
  /** PayPal has two names for a refund in another currency than its capture's. */
  currencyMismatchIssue: "REFUND_CAPTURE_CURRENCY_MISMATCH" | "CURRENCY_MISMATCH" =
    "REFUND_CAPTURE_CURRENCY_MISMATCH";

  constructor(options: PayPalSandboxOptions) {
    super(options.url);
    this.clientId = options.clientId ?? "sandbox-client";
    this.clientSecret = options.clientSecret ?? "sandbox-secret";
    this.outage = new Outage(options.connectivity);
    this.webhooks.alter = (event) => alterEvent(this.deviations, event);
    this.clock.moved = () => this.#tellOfExpiries(this.orders.values());
  }

  /** Every request received, oldest first; the newest 100,000 are kept. */
  get requests(): readonly ReceivedRequest[] {
    return this.log.entries;
  }

  /** The payer approves. Throws when the order is unknown, expired or captured. */
  approve(orderId: string, end: PaymentOutcome = {}): OrderRecord {
    const order = this.existing(orderId);
    approveOrder(order, end, this.clock.now());
    this.webhooks.emit(orderEvent(order, "APPROVED"));
    return order;
  }

  /**
   * The payer approves and the page captures, as the console's PayPal buttons do. Unlike a capture by
   * API, a decline leaves the order COMPLETED around a DECLINED capture. Throws as `approve` does.
   */
  captureInBrowser(orderId: string, end: PaymentOutcome = {}): OrderRecord {
    const order = this.approve(orderId, end);
    this.capture(order);
    return order;
  }

  /** Captures an approved order the way its payer chose. */
  capture(order: OrderRecord): void {
    captureOrder(order, this.clock.now());
    for (const capture of orderCaptures(order)) {
      this.orderOfCapture.set(capture.id, order.id);
      this.webhooks.emit(captureEvent(order, capture, false));
    }
    this.webhooks.emit(orderEvent(order, "COMPLETED"));
  }

  /** A payment to this merchant in an order that its API never opened, with whatever `custom_id`. */
  payElsewhere(amount: Money, customId: string): OrderRecord {
    const purchase_units = [{ amount, custom_id: customId }];
    const order = newOrder({ intent: "CAPTURE", purchase_units }, this.clock.now());
    this.orders.set(order.id, order);
    return this.captureInBrowser(order.id);
  }

  /** The money of an order goes to another account than its own. Throws when it is unknown or captured. */
  changePayee(orderId: string, other: unknown): void {
    const order = this.existing(orderId);
    if (order.status === "COMPLETED") throw new Error(`Order ${orderId} is already captured.`);
    for (const unit of order.purchase_units) unit.payee = other;
  }

  /** Every access token handed out so far is refused from now on. */
  revokeTokens(): void {
    this.tokens.revokeAll();
  }

  /** Lets an order's time run out now. A captured order stays. */
  expire(orderId: string): void {
    const order = this.existing(orderId);
    order.expiresAt = this.clock.now();
    this.#tellOfExpiries([order]);
  }

  /** Nobody reaches PayPal from now on, its pages included. */
  down(kind: OutageKind = "refused"): Promise<void> {
    return this.outage.begin(kind);
  }

  up(): Promise<void> {
    return this.outage.end();
  }

  /** Tells once of each approved order whose time is over, as far as the clock was moved by hand. */
  #tellOfExpiries(orders: Iterable<OrderRecord>): void {
    for (const order of orders) {
      const expired = order.status === "APPROVED" && isExpired(order, this.clock.now());
      if (!expired || order.approvalReversed) continue;
      order.approvalReversed = true;
      this.webhooks.emit(approvalReversed(order));
    }
  }
}
