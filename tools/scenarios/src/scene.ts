import type { BillingClient } from "@onekonsole/billing-client";
import type { OrderState } from "@onekonsole/billing-contract";
import type { SandboxClient } from "@onekonsole/billing-sandbox/control";
import { ScenarioFailure } from "./scenario-failure.ts";
import { type Watched, watch, type WatchOptions } from "./watch.ts";
import type { ScenarioWorld } from "./world.ts";

/** What one playing of a scenario has: a new customer, a new cluster name, its orders. */
export class Scene {
  readonly control: SandboxClient;
  readonly operator: BillingClient;
  readonly customer: BillingClient;
  readonly userId: string = crypto.randomUUID();
  readonly clusterName: string = `scene-${this.userId.slice(0, 13)}`;
  readonly #options: WatchOptions;
  readonly #orderIds: string[] = [];
  readonly #undo: (() => Promise<unknown>)[] = [];

  constructor(world: ScenarioWorld, options: WatchOptions = {}) {
    this.control = world.control;
    this.operator = world.operator;
    this.customer = world.customer(this.userId);
    this.#options = options;
  }

  /** The orders of the scene, oldest first. */
  get orderIds(): readonly string[] {
    return this.#orderIds;
  }

  /** The order that was placed last. */
  get orderId(): string {
    const last = this.#orderIds.at(-1);
    if (last === undefined) throw new ScenarioFailure("No order is placed yet.");
    return last;
  }

  /**
   * Places an order of the customer for the scene's cluster name: 30.00 EUR. Rejects with
   * `price_changed` if the customer has seen another price.
   */
  async placeOrder(seenPrice = "30.00"): Promise<void> {
    const { order_id } = await this.customer.order.create.mutate({
      currency: "EUR",
      expected_amount: { currency_code: "EUR", value: seenPrice },
      order_details: {
        user_id: this.userId,
        cluster_name: this.clusterName,
        images_storage: 10,
        has_monitoring: false,
        has_alerting: false,
      },
    });
    this.#orderIds.push(order_id);
  }

  /** As `watch`, with the signal and the timeout of the scene. */
  watch<Value>(watched: Watched<Value>): Promise<Value> {
    return watch(watched, this.#options);
  }

  /** Waits until the billing service has the order in this state. */
  async reaches(state: OrderState, order_id = this.orderId): Promise<void> {
    await this.watch({
      event: `order ${order_id} is ${state}`,
      read: async () => (await this.customer.order.get.query({ order_id })).state,
      isReached: (seen) => seen === state,
    });
  }

  /** Performs an action when the scene ends, also if it fails. */
  readonly onEnd = (undo: () => Promise<unknown>): void => {
    this.#undo.push(undo);
  };

  /** Ends what the scene has switched on, the newest first. Rejects with the first error at the end. */
  async end(): Promise<void> {
    const errors: unknown[] = [];
    for (const undo of this.#undo.splice(0).toReversed())
      await undo().catch((error: unknown) => errors.push(error));
    if (errors.length > 0) throw errors[0];
  }
}
