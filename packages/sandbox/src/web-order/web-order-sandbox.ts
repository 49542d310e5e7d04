import type { Host } from "../http/breakable.ts";
import type { ErrorShape } from "../http/broken-answer.ts";
import { Faults } from "../http/faults.ts";
import { type Door, Outage, type OutageKind } from "../http/outage.ts";
import { type ReceivedRequest, RequestLog } from "../http/request-log.ts";
import { errorAnswer } from "./error-answer.ts";
import type { OrderRow } from "./order-row.ts";
import { ShuffledRows } from "./shuffled-rows.ts";

export type WebOrderOperation = "order.create" | "orders.list";

/** Why web-order will not take an order. */
export interface Refusal {
  readonly status: number;
  readonly error: string;
}

export interface WebOrderSandboxOptions {
  /** The full URL that orders are POSTed to. */
  readonly url: string;
  /** Whether PayPal no longer shows an order: listing one user's orders fails over it. */
  readonly hasExpired?: (paypalId: string) => boolean;
  /** The port that `down` closes; without one it cuts every connection. */
  readonly door?: Door;
}

/** web-order's table in memory. Nothing in it is idempotent: every accepted POST is a row. */
export class WebOrderSandbox implements Host<WebOrderOperation> {
  /** The full URL that orders are POSTed to. */
  readonly url: string;
  /** Every order accepted, in the order of arrival. */
  readonly rows: OrderRow[] = [];
  readonly listing: ShuffledRows = new ShuffledRows();
  /** Whether the list of one user answers 500 when PayPal no longer shows one of the orders. */
  failsOnExpired = true;
  readonly faults: Faults<WebOrderOperation> = new Faults();
  readonly outage: Outage;
  readonly log: RequestLog = new RequestLog();
  readonly errors: ErrorShape = {
    ofStatus: (status) => errorAnswer(status, `simulated failure ${status}`),
    ofIssue: (issue) => errorAnswer(422, issue),
    headers: () => ({}),
  };
  readonly #rowsByPayPalId = new Map<string, OrderRow[]>();
  readonly #refusedNames = new Map<string, Refusal>();
  readonly #hasExpired: (paypalId: string) => boolean;

  constructor({ url, hasExpired = () => false, door }: WebOrderSandboxOptions) {
    this.url = url;
    this.#hasExpired = hasExpired;
    this.outage = new Outage(door);
  }

  /** Every request received, oldest first; the newest 100,000 are kept. */
  get requests(): readonly ReceivedRequest[] {
    return this.log.entries;
  }

  /** Adds a row with the next id. */
  insert(order: Omit<OrderRow, "id">): OrderRow {
    const row = { id: this.rows.length + 1, ...order };
    this.rows.push(row);
    this.listing.add(row);
    const known = this.#rowsByPayPalId.get(row.paypal_id);
    if (known) known.push(row);
    else this.#rowsByPayPalId.set(row.paypal_id, [row]);
    return row;
  }

  /** The rows of one PayPal order: more than one is a cluster too many. */
  rowsOf(paypalId: string): readonly OrderRow[] {
    return this.#rowsByPayPalId.get(paypalId) ?? [];
  }

  /** Answers every order for a cluster of that name with a 4xx, 400 by default. */
  refuse(clusterName: string, refusal: Refusal = { status: 400, error: "name refused" }): void {
    this.#refusedNames.set(clusterName, refusal);
  }

  refusalOf(clusterName: string): Refusal | undefined {
    return this.#refusedNames.get(clusterName);
  }

  /** Whether the list of one user's orders fails. */
  failsFor(userId: string): boolean {
    if (!this.failsOnExpired) return false;
    return this.rows.some((row) => row.user_id === userId && this.#hasExpired(row.paypal_id));
  }

  /** Nobody reaches web-order from now on. */
  down(kind: OutageKind = "refused"): Promise<void> {
    return this.outage.begin(kind);
  }

  up(): Promise<void> {
    return this.outage.end();
  }
}
