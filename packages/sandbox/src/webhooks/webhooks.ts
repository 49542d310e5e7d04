import { Listeners } from "../http/listeners.ts";
import { NotPossible } from "../not-possible.ts";
import type { SandboxEvent } from "../paypal/sandbox-events.ts";
import { recordsPart, type RecordsPart, type ValuePart } from "../state/state-part.ts";
import { DeliveryFaults } from "./delivery-faults.ts";
import { DeliveryQueue, type RetryPolicy } from "./delivery-queue.ts";
import type { Delivery, DeliveryAttempt, Subscription } from "./delivery.ts";
import { type EventFilter, EventStore } from "./event-store.ts";
import { forgeTransmission } from "./forge-transmission.ts";
import type { Forgery } from "./forgery.ts";
import { type SubscriptionRequest, Subscriptions } from "./subscriptions.ts";
import { newTransmission, type Signed, type Transmission } from "./transmission.ts";
import { newEvent, type WebhookEvent } from "./webhook-event.ts";
import { WebhookSender, type Reception } from "./webhook-sender.ts";
import { WebhookSigning } from "./webhook-signing.ts";
import type { WebhooksState } from "./webhooks-schema.ts";
import {
  exportDelivery,
  exportSubscription,
  importAttempt,
  importDelivery,
  importEvent,
  importSubscription,
  type MoveHost,
} from "./webhooks-state.ts";

/** A transmission with its result. */
export interface SentTransmission {
  readonly transmission: Transmission;
  readonly reception: Reception;
  /** Undefined for a forgery. */
  readonly eventType: string | undefined;
  readonly ms: number;
}

/** Webhook subscriptions, events and signed deliveries. */
export class Webhooks {
  /** 25 attempts as at PayPal, but with a backoff from 0.1 s to 5 s. */
  readonly retries: RetryPolicy = {
    maxAttempts: 25,
    delayMs: (attempt) => Math.min(100 * 2 ** (attempt - 1), 5_000),
  };
  readonly deliveryFaults: DeliveryFaults = new DeliveryFaults();
  /** Changes an event before it is built; used for deviations. */
  alter: (event: SandboxEvent) => SandboxEvent = (event) => event;
  /** Called after each transmission. */
  readonly sent: Listeners<SentTransmission> = new Listeners();
  /** Called after each attempt to deliver, and for each dropped event. */
  readonly attempted: Listeners<DeliveryAttempt> = new Listeners();
  readonly #host: string;
  readonly #now: () => number;
  readonly #store = new EventStore();
  readonly #subscriptions = new Subscriptions();
  readonly #signing: WebhookSigning;
  readonly #sender = new WebhookSender();
  readonly #queue = new DeliveryQueue((delivery) => this.#attempt(delivery), this.retries);

  /** `host` is where the certificates are fetched from; `now` is PayPal's clock. */
  constructor(host: string, now: () => number) {
    this.#host = host;
    this.#now = now;
    this.#signing = new WebhookSigning(host);
  }

  /** PEM of the root of the signing certificates. */
  get caCertificate(): string {
    return this.#signing.chain.caCertificate;
  }

  /** Replaces the signing key, and its certificate at the same URL. */
  reissueCertificate(): void {
    this.#signing.reissue();
  }

  /** Every attempt to deliver, oldest first, drops included; the newest 100,000 are kept. */
  get deliveries(): readonly DeliveryAttempt[] {
    return this.#queue.log;
  }

  get isPaused(): boolean {
    return this.#queue.isPaused;
  }

  /** The number of deliveries kept back by `pause`. */
  get pausedCount(): number {
    return this.#queue.pausedCount;
  }

  /** Adds a subscription; one with the same id is replaced. */
  subscribe(request: SubscriptionRequest): Subscription {
    return this.#subscriptions.add(request);
  }

  unsubscribe(webhookId: string): void {
    this.#subscriptions.remove(webhookId);
  }

  /** The subscriptions, oldest first. */
  get subscriptions(): readonly Subscription[] {
    return this.#subscriptions.all();
  }

  /** The events with a subscription, oldest first; the latest 100,000 are kept. */
  events(filter?: EventFilter): WebhookEvent[] {
    return this.#store.list(filter);
  }

  find(eventId: string): WebhookEvent | undefined {
    return this.#store.find(eventId);
  }

  /** Builds the webhook event and sends it to its subscribers, subject to the delivery faults. */
  emit(source: SandboxEvent): void {
    const subscriptions = this.#subscriptions.to(source.eventType);
    if (subscriptions.length === 0) return;
    const event = newEvent(this.alter(source), this.#host, this.#now());
    this.#store.add(event);
    for (const subscription of subscriptions) {
      const plan = this.deliveryFaults.plan();
      if (plan.length === 0) this.#recordDrop(event, subscription);
      for (const delayMs of plan) this.#queue.add({ event, subscription }, delayMs);
    }
  }

  /** Sends an event to one receiver, without faults. It is not stored. */
  simulate(source: SandboxEvent, target: Omit<Subscription, "events">): WebhookEvent {
    const event = newEvent(source, this.#host, this.#now());
    const subscription = { ...target, events: new Set([source.eventType]) };
    this.#queue.add({ event, subscription }, 0);
    return event;
  }

  /** Keeps deliveries back until `resume`. */
  pause(): void {
    this.#queue.pause();
  }

  /** Sends the paused deliveries, in their order or in a random one. */
  resume(random?: () => number): void {
    this.#queue.resume(random);
  }

  /** Drops the deliveries that `pause` has kept back so far. */
  discardPaused(): void {
    this.#queue.discardPaused();
  }

  /** Sends an event again immediately, with a new transmission id. Throws if it is unknown. */
  redeliver(eventId: string, webhookIds?: readonly string[]): void {
    const event = this.#existing(eventId);
    for (const subscription of this.#subscriptions.to(event.eventType)) {
      if (webhookIds && !webhookIds.includes(subscription.webhookId)) continue;
      this.#queue.add({ event, subscription }, 0);
    }
  }

  /** A genuine transmission of an event, not sent; by default for the oldest subscription. */
  transmission(eventId: string, webhookId?: string): Promise<Transmission> {
    return this.sign(this.#existing(eventId).body, webhookId);
  }

  /** A genuine transmission with any text as body, not sent. */
  sign(body: string, webhookId?: string): Promise<Transmission> {
    return newTransmission(this.#signing.origin(body, this.#subscriptions.get(webhookId)));
  }

  /** A forged transmission of an event, not sent. */
  forge(forgery: Forgery, eventId: string, webhookId?: string): Promise<Transmission> {
    const origin = this.#signing.origin(
      this.#existing(eventId).body,
      this.#subscriptions.get(webhookId),
    );
    return forgeTransmission(forgery, origin, this.#signing.chain);
  }

  /** Sends a forged transmission of an event, and returns what the receiver did. */
  async sendForgery(forgery: Forgery, eventId: string): Promise<Reception> {
    return this.#send(await this.forge(forgery, eventId));
  }

  /** The PEM served under a certificate's name, the signing certificate first. */
  certificates(name: string): string | undefined {
    return this.#signing.certificates(name);
  }

  /** Whether the signature (base64) over these parts is genuine. */
  verify(signed: Signed, certificateUrl: string, signature: string): boolean {
    if (!this.#subscriptions.has(signed.webhookId)) return false;
    return this.#signing.isGenuine(signed, certificateUrl, signature);
  }

  /** Resolves once no delivery is waiting or in flight; paused deliveries do not count. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  /** The parts of the state, for its export. */
  get stateParts(): Readonly<Record<keyof WebhooksState, ValuePart | RecordsPart>> {
    return {
      signing: { value: () => this.#signing.exportState() },
      subscriptions: { value: () => this.#subscriptions.all().map(exportSubscription) },
      deliveryFaults: { value: () => this.deliveryFaults.exportState() },
      isPaused: { value: () => this.isPaused },
      events: recordsPart(this.#store.byId),
      pending: recordsPart(this.#queue.pending, exportDelivery),
      attempts: recordsPart(this.#queue.attempts),
    };
  }

  /** Replaces the state. Deliveries that wait for a retry are due at once. */
  importState(state: WebhooksState, move: MoveHost): void {
    this.#signing.importState(state.signing);
    this.#subscriptions.replace(state.subscriptions.map(importSubscription));
    this.deliveryFaults.importState(state.deliveryFaults);
    this.#store.byId.replace(
      Object.entries(state.events).map(([id, event]) => [id, importEvent(event, move)]),
    );
    this.#queue.restore({
      isPaused: state.isPaused,
      pending: Object.values(state.pending).map((delivery) => importDelivery(delivery, move)),
      attempts: Object.values(state.attempts).map(importAttempt),
    });
  }

  /** Removes events, deliveries and delivery faults. Keys and subscriptions stay. */
  reset(): void {
    this.deliveryFaults.clear();
    this.#store.byId.clear();
    this.#queue.restore({ isPaused: false, pending: [], attempts: [] });
  }

  /** Stops all deliveries. */
  async close(): Promise<void> {
    this.#queue.close();
    await this.#sender.close();
  }

  async #attempt({ event, subscription, attempts: attempt }: Delivery): Promise<Reception> {
    const current = this.#subscriptions.current(subscription);
    const sent = await newTransmission(this.#signing.origin(event.body, current));
    const outcome = await this.#send(sent, event.eventType);
    const { id: eventId, eventType } = event;
    const { webhookId } = subscription;
    const transmissionId = sent.headers["paypal-transmission-id"];
    const about = { eventId, eventType, webhookId, transmissionId, attempt };
    this.#record({ ...about, outcome, at: Date.now() });
    return outcome;
  }

  async #send(transmission: Transmission, eventType?: string): Promise<Reception> {
    const startedAt = performance.now();
    const reception = await this.#sender.post(transmission);
    const ms = performance.now() - startedAt;
    this.sent.call({ transmission, reception, eventType, ms });
    return reception;
  }

  #recordDrop({ id: eventId, eventType }: WebhookEvent, { webhookId }: Subscription): void {
    const about = { eventId, eventType, webhookId, transmissionId: undefined, attempt: 0 };
    this.#record({ ...about, outcome: "dropped", at: Date.now() });
  }

  #record(attempt: DeliveryAttempt): void {
    this.#queue.record(attempt);
    this.attempted.call(attempt);
  }

  #existing(eventId: string): WebhookEvent {
    const event = this.find(eventId);
    if (!event) throw new NotPossible(`The sandbox has no webhook event ${eventId}.`);
    return event;
  }
}
