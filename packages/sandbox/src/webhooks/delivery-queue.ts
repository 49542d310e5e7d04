import { dropOldest } from "../http/drop-oldest.ts";
import { shuffled } from "../seeded-random.ts";
import { Records } from "../state/records.ts";
import type { Delivery, DeliveryAttempt } from "./delivery.ts";
import type { Reception } from "./webhook-sender.ts";

/** How failed deliveries are retried; may be changed at any time. */
export interface RetryPolicy {
  maxAttempts: number;
  /** The wait after the given attempt, counted from 1, in milliseconds. */
  delayMs: (attempt: number) => number;
}

/** Performs one delivery attempt. */
export type Attempt = (delivery: Delivery) => Promise<Reception>;

const maxInFlight = 16;
const kept = 100_000;

/** The pending deliveries: delayed, paused, ready, or in flight (at most 16). */
export class DeliveryQueue {
  /** Every attempt, oldest first; the newest 100,000 are kept. */
  readonly log: DeliveryAttempt[] = [];
  /** The same attempts by number. */
  readonly attempts: Records<DeliveryAttempt> = new Records();
  /** Every delivery that is neither acknowledged nor given up nor discarded, by number. */
  readonly pending: Records<Delivery> = new Records();
  readonly #attempt: Attempt;
  readonly #retries: RetryPolicy;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #ready: Delivery[] = [];
  #paused: Delivery[] | undefined;
  #inFlight = 0;
  #lastDelivery = 0;
  #lastAttempt = 0;
  #closed = false;
  #idle: (() => void)[] = [];

  constructor(attempt: Attempt, retries: RetryPolicy) {
    this.#attempt = attempt;
    this.#retries = retries;
  }

  get isPaused(): boolean {
    return this.#paused !== undefined;
  }

  /** The number of deliveries kept back by `pause`. */
  get pausedCount(): number {
    return this.#paused?.length ?? 0;
  }

  /** Delivers after this many milliseconds. */
  add(what: Pick<Delivery, "event" | "subscription">, delayMs: number): void {
    this.#lastDelivery += 1;
    const delivery = { ...what, number: this.#lastDelivery, attempts: 0 };
    this.pending.set(String(delivery.number), delivery);
    this.#schedule(delivery, delayMs);
  }

  #schedule(delivery: Delivery, delayMs: number): void {
    if (this.#closed) return;
    if (delayMs <= 0) return this.#due(delivery);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#due(delivery);
    }, delayMs).unref();
    this.#timers.add(timer);
  }

  /** Keeps back all deliveries that become due, including retries, until `resume`. */
  pause(): void {
    this.#paused ??= [];
  }

  /** Sends the paused deliveries, in their order or in a random one. */
  resume(random?: () => number): void {
    const held = this.#paused ?? [];
    this.#paused = undefined;
    for (const delivery of random ? shuffled(held, random) : held) this.#due(delivery);
  }

  /** Drops the deliveries kept back so far. */
  discardPaused(): void {
    for (const { number } of this.#paused ?? []) this.pending.delete(String(number));
    if (this.#paused) this.#paused = [];
  }

  /** Replaces all deliveries and attempts. Deliveries that wait for a retry are due at once. */
  restore(state: {
    readonly isPaused: boolean;
    readonly pending: readonly Delivery[];
    readonly attempts: readonly DeliveryAttempt[];
  }): void {
    this.#clear();
    this.#paused = state.isPaused ? [] : undefined;
    this.log.length = 0;
    this.attempts.clear();
    for (const attempt of state.attempts) this.record(attempt);
    this.pending.replace(state.pending.map((delivery) => [String(delivery.number), delivery]));
    for (const delivery of state.pending) {
      this.#lastDelivery = Math.max(this.#lastDelivery, delivery.number);
      this.#due(delivery);
    }
  }

  /** Resolves once nothing is waiting or in flight; paused deliveries do not count. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idle.push(resolve);
      this.#noticeIdle();
    });
  }

  /** Ends all deliveries. `pending` stays as it is. */
  close(): void {
    this.#closed = true;
    this.#clear();
    this.#paused = undefined;
    this.#noticeIdle();
  }

  record(attempt: DeliveryAttempt): void {
    this.log.push(attempt);
    this.#lastAttempt += 1;
    this.attempts.set(String(this.#lastAttempt), attempt);
    dropOldest(this.log, kept);
    for (const oldest of this.attempts.keys()) {
      if (this.attempts.size <= this.log.length) break;
      this.attempts.delete(oldest);
    }
  }

  #clear(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#ready.length = 0;
  }

  #due(delivery: Delivery): void {
    (this.#paused ?? this.#ready).push(delivery);
    this.#pump();
    this.#noticeIdle();
  }

  #pump(): void {
    while (this.#inFlight < maxInFlight) {
      const next = this.#ready.shift();
      if (!next) return;
      this.#inFlight += 1;
      void this.#run(next);
    }
  }

  async #run(delivery: Delivery): Promise<void> {
    delivery.attempts += 1;
    this.pending.touch(String(delivery.number));
    const reception = await this.#attempt(delivery);
    this.#inFlight -= 1;
    const acknowledged = "status" in reception && Math.floor(reception.status / 100) === 2;
    // A delivery that was in flight when another state was restored is over.
    if (this.pending.peek(String(delivery.number)) === delivery) {
      if (!acknowledged && delivery.attempts < this.#retries.maxAttempts)
        this.#schedule(delivery, this.#retries.delayMs(delivery.attempts));
      else if (!this.#closed) this.pending.delete(String(delivery.number));
    }
    this.#pump();
    this.#noticeIdle();
  }

  #noticeIdle(): void {
    if (this.#timers.size > 0 || this.#ready.length > 0 || this.#inFlight > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
