import type { Order, OrderProblem, OrderState, ProcedurePath } from "@onekonsole/billing-contract";
import { getResponse, type HttpHandler } from "msw";
import { type FaultCode, FaultQueue } from "./fault-queue.ts";
import type { FaultDetails } from "./kit-fault.ts";
import { kitHandlers } from "./kit-handlers.ts";
import { type KitOptions, kitSettings } from "./kit-settings.ts";
import { OrderBook } from "./order-book.ts";

/** The billing service in memory, for the tests of its clients. */
export interface TestBilling {
  /** The root of the service, for `createBillingClient`. */
  readonly url: string;
  /** For `setupServer` or `setupWorker` of msw. */
  readonly handlers: HttpHandler[];
  /** Calls the handlers without msw's interception, for `createBillingClient`; rejects for any other address. */
  readonly fetch: typeof globalThis.fetch;
  /** In the order of their creation. */
  readonly orders: readonly Order[];
  /** Approves an order as its payer does at PayPal. Throws for an unknown order. */
  approve(orderId: string): void;
  /** Moves an order into any state; with a problem, its code and its text for the customer. */
  advance(orderId: string, state: OrderState, problem?: { code: OrderProblem; text: string }): void;
  /**
   * Fails the next call of a procedure, by tRPC or REST, with a code that it declares, or without a response. Calls
   * add up: the first fault is that of the next call.
   */
  failNext<Path extends ProcedurePath>(
    path: Path,
    code: FaultCode<Path>,
    details?: FaultDetails,
  ): void;
}

/** A billing service in memory. Each has its own orders and faults: create one for each test. */
export function createTestBilling(options: KitOptions = {}): TestBilling {
  const state = { settings: kitSettings(options), book: new OrderBook(), faults: new FaultQueue() };
  const handlers = kitHandlers(state);
  return {
    url: state.settings.url,
    handlers,
    fetch: async (input, init) => {
      const response = await getResponse(handlers, new Request(input, init));
      // As of a connection that fails: fetch rejects, and returns no response of the type `error`.
      if (!response || response.type === "error") throw new TypeError("fetch failed");
      return response;
    },
    get orders() {
      return state.book.all.map(({ order }) => order);
    },
    approve: (orderId) => {
      state.book.find(orderId).isApproved = true;
    },
    advance: (orderId, to, problem) => state.book.move(state.book.find(orderId), to, problem),
    failNext: (path, code, details) => state.faults.add(path, code, details),
  };
}
