import { NotPossible } from "../not-possible.ts";
import { newId } from "../paypal/identifiers.ts";
import type { Subscription } from "./delivery.ts";

export interface SubscriptionRequest {
  readonly url: string;
  /** All of them when absent. */
  readonly events?: readonly string[];
  /** A new one when absent; given, so that a receiver can be configured before it is reachable. */
  readonly webhookId?: string;
}

/** The webhook subscriptions, oldest first. */
export class Subscriptions {
  readonly #byId = new Map<string, Subscription>();

  /** Adds a subscription; one with the same id is replaced. */
  add({ url, events = ["*"], webhookId = newId() }: SubscriptionRequest): Subscription {
    const subscription = { webhookId, url, events: new Set(events) };
    this.#byId.set(webhookId, subscription);
    return subscription;
  }

  remove(webhookId: string): void {
    this.#byId.delete(webhookId);
  }

  all(): Subscription[] {
    return [...this.#byId.values()];
  }

  /** Replaces all subscriptions. */
  replace(subscriptions: readonly Subscription[]): void {
    this.#byId.clear();
    for (const it of subscriptions) this.#byId.set(it.webhookId, it);
  }

  has(webhookId: string): boolean {
    return this.#byId.has(webhookId);
  }

  /** The subscription with the same id in its present form; the given one if there is none. */
  current(subscription: Subscription): Subscription {
    return this.#byId.get(subscription.webhookId) ?? subscription;
  }

  /** The subscriptions to an event type. */
  to(eventType: string): Subscription[] {
    return [...this.#byId.values()].filter(
      ({ events }) => events.has("*") || events.has(eventType),
    );
  }

  /** The subscription of that id, or the oldest one. Throws if there is none. */
  get(webhookId?: string): Subscription {
    const [oldest] = this.#byId.values();
    const found = webhookId === undefined ? oldest : this.#byId.get(webhookId);
    if (!found) throw new NotPossible("The sandbox has no such webhook subscription.");
    return found;
  }
}
