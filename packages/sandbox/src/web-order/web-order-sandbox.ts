import type { Host } from "../http/breakable.ts";
import type { ErrorShape } from "../http/broken-answer.ts";
import { Faults } from "../http/faults.ts";
import { type ReceivedRequest, RequestLog } from "../http/request-log.ts";
import { errorAnswer } from "./error-answer.ts";
import type { OrderRow } from "./order-row.ts";
import { ShuffledRows } from "./shuffled-rows.ts";

export type WebOrderOperation = "order.create" | "orders.list";

/** web-order's table in memory. Nothing in it is idempotent: every accepted POST is a row. */
export class WebOrderSandbox implements Host<WebOrderOperation> {
  /** The full URL that orders are POSTed to. */
  readonly url: string;
  /** Every order accepted, in the order of arrival. */
  readonly rows: OrderRow[] = [];
  readonly listing: ShuffledRows = new ShuffledRows();
  readonly faults: Faults<WebOrderOperation> = new Faults();
  readonly log: RequestLog = new RequestLog();
  readonly errors: ErrorShape = {
    ofStatus: (status) => errorAnswer(status, `simulated failure ${status}`),
    ofIssue: (issue) => errorAnswer(422, issue),
    headers: () => ({}),
  };

  constructor({ url }: { readonly url: string }) {
    this.url = url;
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
    return row;
  }
}
