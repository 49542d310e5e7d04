import type { Host } from "../http/breakable.ts";
import type { ErrorShape } from "../http/broken-answer.ts";
import { Faults } from "../http/faults.ts";
import { type ReceivedRequest, RequestLog } from "../http/request-log.ts";
import { AccessTokens } from "./access-tokens.ts";
import { payee } from "./accounts.ts";
import { apiError, debugHeaders, issueError } from "./answers.ts";
import { settleCapture } from "./capture-record.ts";
import { Clock } from "./clock.ts";
import {
  approveOrder,
  captureOrder,
  capturesOf,
  isExpired,
  type OrderRecord,
} from "./order-record.ts";
import type { PaymentEnd } from "./payment-end.ts";
import { RequestKeys } from "./request-keys.ts";

export type PayPalOperation =
  | "token"
  | "orders.create"
  | "orders.get"
  | "orders.capture"
  | "captures.get";

export interface PayPalSandboxOptions {
  /** Where it is reached; the links in its answers point there. */
  readonly url: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

/** PayPal's state in memory, and the hands of the payer and of time. */
export class PayPalSandbox implements Host<PayPalOperation> {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The merchant that every order without a payee of its own is for. */
  readonly payee: typeof payee = payee;
  readonly clock: Clock = new Clock();
  readonly tokens: AccessTokens = new AccessTokens(this.clock);
  readonly keys: RequestKeys = new RequestKeys(this.clock);
  readonly orders: Map<string, OrderRecord> = new Map();
  /** Which order a capture belongs to, by capture id. */
  readonly orderOfCapture: Map<string, string> = new Map();
  readonly faults: Faults<PayPalOperation> = new Faults();
  readonly log: RequestLog = new RequestLog();
  readonly errors: ErrorShape = {
    ofStatus: (status) => apiError(status),
    ofIssue: issueError,
    headers: debugHeaders,
  };
  /** Whether a capture key that met INSTRUMENT_DECLINED gets it again; PayPal leaves this open. */
  replaysDeclines = true;

  constructor(options: PayPalSandboxOptions) {
    this.url = options.url;
    this.clientId = options.clientId ?? "sandbox-client";
    this.clientSecret = options.clientSecret ?? "sandbox-secret";
  }

  /** Every request received, oldest first; the newest 100,000 are kept. */
  get requests(): readonly ReceivedRequest[] {
    return this.log.entries;
  }

  /** The order while PayPal would still show it; undefined when unknown or expired. */
  find(orderId: string): OrderRecord | undefined {
    const order = this.orders.get(orderId);
    return order && !isExpired(order, this.clock.now()) ? order : undefined;
  }

  /** The payer approves. Throws when the order is unknown, expired or captured. */
  approve(orderId: string, end: PaymentEnd = {}): OrderRecord {
    const order = this.#existing(orderId);
    approveOrder(order, end, this.clock.now());
    return order;
  }

  /**
   * The payer approves and the page captures, as the console's PayPal buttons do. Unlike a capture by
   * API, a decline leaves the order COMPLETED around a DECLINED capture. Throws as `approve` does.
   */
  captureInBrowser(orderId: string, end: PaymentEnd = {}): OrderRecord {
    const order = this.approve(orderId, end);
    this.capture(order);
    return order;
  }

  /** Captures an approved order the way its payer chose. */
  capture(order: OrderRecord): void {
    captureOrder(order, this.clock.now());
    for (const { id } of capturesOf(order)) this.orderOfCapture.set(id, order.id);
  }

  /** PayPal decides about the PENDING captures of an order. */
  settle(orderId: string, status: "COMPLETED" | "DECLINED"): void {
    const pending = capturesOf(this.#existing(orderId)).filter((it) => it.status === "PENDING");
    for (const capture of pending) settleCapture(capture, status, this.clock.now());
  }

  /** How often money was taken or, while PENDING, reserved for an order; replays and declines don't count. */
  captureCount(orderId: string): number {
    const order = this.orders.get(orderId);
    return order ? capturesOf(order).filter((it) => it.status !== "DECLINED").length : 0;
  }

  /** Every access token handed out so far is refused from now on. */
  revokeTokens(): void {
    this.tokens.revokeAll();
  }

  /** Lets an order's time run out now. A captured order stays. */
  expire(orderId: string): void {
    this.#existing(orderId).expiresAt = this.clock.now();
  }

  #existing(orderId: string): OrderRecord {
    const order = this.find(orderId);
    if (!order) throw new Error(`The sandbox has no order ${orderId}, or it has expired.`);
    return order;
  }
}
