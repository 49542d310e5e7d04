import type { OrderState } from "@onekonsole/billing-contract";
import { KitFault } from "./kit-fault.ts";
import {
  createKitOrder,
  type KitOrder,
  type Move,
  moveKitOrder,
  type NewOrder,
} from "./kit-order.ts";

/** The orders of one test kit, in memory. */
export class OrderBook {
  readonly #orders: KitOrder[] = [];
  #waiters: (() => void)[] = [];

  /** In the order of their creation. */
  get all(): readonly KitOrder[] {
    return this.#orders;
  }

  /** Throws `order_not_found`. */
  find(orderId: string): KitOrder {
    const found = this.#orders.find(({ order }) => order.order_id === orderId);
    if (!found) throw new KitFault("order_not_found");
    return found;
  }

  /** The ids look like PayPal's: 17 letters and digits. */
  create(order: Omit<NewOrder, "id" | "now" | "approveUrl">, paypalUrl: string): KitOrder {
    const id = `TESTKIT${String(this.#orders.length + 1).padStart(10, "0")}`;
    const approveUrl = `${paypalUrl}/checkoutnow?token=${id}`;
    const created = createKitOrder({ ...order, id, approveUrl, now: new Date() });
    this.#orders.push(created);
    return created;
  }

  move(kept: KitOrder, state: OrderState, problem?: Move["problem"]): void {
    moveKitOrder(kept, { state, problem, now: new Date() });
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }

  /** Resolves at the next move of any order, or when the signal is aborted. */
  changed(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      this.#waiters.push(resolve);
      signal?.addEventListener("abort", () => resolve(), { once: true });
    });
  }
}
