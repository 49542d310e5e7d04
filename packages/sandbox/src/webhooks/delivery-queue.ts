import { dropOldest } from "../http/drop-oldest.ts";
import { shuffled } from "../seeded-random.ts";
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
  readonly #attempt: Attempt;
  readonly #retries: RetryPolicy;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #ready: Delivery[] = [];
  #paused: Delivery[] | undefined;
  #inFlight = 0;
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
  add(delivery: Delivery, delayMs: number): void {
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
    if (this.#paused) this.#paused = [];
  }

  /** Resolves once nothing is waiting or in flight; paused deliveries do not count. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idle.push(resolve);
      this.#noticeIdle();
    });
  }

  /** Discards all deliveries. */
  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#ready.length = 0;
    this.#paused = undefined;
    this.#noticeIdle();
  }

  record(attempt: DeliveryAttempt): void {
    this.log.push(attempt);
    dropOldest(this.log, kept);
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
    const reception = await this.#attempt(delivery);
    this.#inFlight -= 1;
    const acknowledged = "status" in reception && Math.floor(reception.status / 100) === 2;
    if (!acknowledged && delivery.attempts < this.#retries.maxAttempts) {
      this.add(delivery, this.#retries.delayMs(delivery.attempts));
    }
    this.#pump();
    this.#noticeIdle();
  }

  #noticeIdle(): void {
    if (this.#timers.size > 0 || this.#ready.length > 0 || this.#inFlight > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
