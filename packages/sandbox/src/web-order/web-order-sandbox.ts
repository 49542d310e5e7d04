import { Faults } from "../http/faults.ts";
import type { ErrorShape } from "../http/faulty-response.ts";
import { type Connectivity, Outage, type OutageKind } from "../http/outage.ts";
import { type ReceivedRequest, RequestLog } from "../http/request-log.ts";
import type { SimulatedApi } from "../http/with-faults.ts";
import { Records } from "../state/records.ts";
import { errorResponse, failureResponse } from "./error-response.ts";
import type { OrderRow } from "./order-row.ts";
import type { PayPalView } from "./paypal-order.ts";
import { ShuffledRows } from "./shuffled-rows.ts";

/** The operations that can have faults. */
export const webOrderOperations = ["order.create", "order.get", "orders.list"] as const;

export type WebOrderOperation = (typeof webOrderOperations)[number];

/** The response with which web-order rejects an order. */
export interface Refusal {
  readonly status: number;
  readonly error: string;
}

export interface WebOrderSandboxOptions {
  /** The full URL that orders are POSTed to. */
  readonly url: string;
  /** The result of a request to PayPal about an order; by default PayPal shows none. */
  readonly viewAtPayPal?: (paypalId: string) => PayPalView;
  /** The port that `down` closes; without one, `down` resets every connection. */
  readonly connectivity?: Connectivity;
}

/** web-order's table in memory. Nothing in it is idempotent: every accepted POST is a row. */
export class WebOrderSandbox implements SimulatedApi<WebOrderOperation> {
  /** The full URL that orders are POSTed to. */
  readonly url: string;
  /** Every order accepted, in the order of arrival. */
  readonly rows: OrderRow[] = [];
  /** The same rows by id. */
  readonly storedRows: Records<OrderRow> = new Records();
  readonly listing: ShuffledRows = new ShuffledRows();
  /**
   * web-order's connection to PayPal. `other_environment`: PayPal shows no order, because web-order always queries
   * PayPal's sandbox. `down`: the list of one user returns 500.
   */
  paypalLink: "up" | "other_environment" | "down" = "up";
  /** If false, each new row is stored and the response is a 500. */
  isProvisionerReachable = true;
  readonly faults: Faults<WebOrderOperation> = new Faults();
  readonly outage: Outage;
  readonly log: RequestLog = new RequestLog();
  readonly errors: ErrorShape = {
    statusError: failureResponse,
    codeError: (issue) => errorResponse(422, issue),
    headers: () => ({}),
  };
  readonly #rowsByPayPalId = new Map<string, OrderRow[]>();
  /** By cluster name; see `refuse`. */
  readonly refusals: Map<string, Refusal> = new Map();
  readonly #viewAtPayPal: (paypalId: string) => PayPalView;

  constructor({ url, viewAtPayPal, connectivity }: WebOrderSandboxOptions) {
    this.url = url;
    this.#viewAtPayPal = viewAtPayPal ?? (() => ({ kind: "not_shown" }));
    this.outage = new Outage(connectivity);
  }

  /** Every request received, oldest first; the newest 100,000 are kept. */
  get requests(): readonly ReceivedRequest[] {
    return this.log.entries;
  }

  /** Adds a row with the next id. */
  insert(order: Omit<OrderRow, "id">): OrderRow {
    const row = { id: this.rows.length + 1, ...order };
    this.rows.push(row);
    this.storedRows.set(String(row.id), row);
    this.listing.add(row);
    const known = this.#rowsByPayPalId.get(row.paypal_id);
    if (known) known.push(row);
    else this.#rowsByPayPalId.set(row.paypal_id, [row]);
    return row;
  }

  /** Removes all rows and rejections. */
  clear(): void {
    this.rows.length = 0;
    this.storedRows.clear();
    this.listing.clear();
    this.#rowsByPayPalId.clear();
    this.refusals.clear();
  }

  /** The rows of one PayPal order. More than one means a duplicate cluster. */
  findRows(paypalId: string): readonly OrderRow[] {
    return this.#rowsByPayPalId.get(paypalId) ?? [];
  }

  /** Rejects every order with this cluster name, by default with 400. */
  refuse(clusterName: string, refusal: Refusal = { status: 400, error: "name refused" }): void {
    this.refusals.set(clusterName, refusal);
  }

  /** Ends `refuse`. */
  allow(clusterName: string): void {
    this.refusals.delete(clusterName);
  }

  /** The names that `refuse` set. */
  get refusedNames(): readonly string[] {
    return [...this.refusals.keys()];
  }

  findRefusal(clusterName: string): Refusal | undefined {
    return this.refusals.get(clusterName);
  }

  /** The result of web-order's request to PayPal about an order. */
  viewAtPayPal(paypalId: string): PayPalView {
    if (this.paypalLink === "down") return { kind: "unreachable" };
    if (this.paypalLink === "other_environment") return { kind: "not_shown" };
    return this.#viewAtPayPal(paypalId);
  }

  /** Makes web-order unreachable until `up`. */
  down(kind: OutageKind = "refused"): Promise<void> {
    return this.outage.begin(kind);
  }

  up(): Promise<void> {
    return this.outage.end();
  }
}
