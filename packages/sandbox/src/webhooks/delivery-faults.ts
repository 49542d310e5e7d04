import { exportGenerator, importGenerator } from "../state/generator-state.ts";
import type { DeliveryFaultsState } from "./webhooks-schema.ts";

const duplicateGapMs = 70;

/** Faults of webhook deliveries. All are off by default. */
export class DeliveryFaults {
  /** From 0 to below 1; a seeded generator makes a run repeatable. */
  random: () => number = Math.random;
  /** Delay of every event in milliseconds. */
  delayMs = 0;
  /** Maximum additional random delay per delivery in milliseconds, which reorders events. */
  reorderWithinMs = 0;
  /** The share of events that are sent twice, 70 ms apart; from 0 to 1. */
  duplicateRate = 0;
  /** The share of events that are never sent; from 0 to 1. */
  dropRate = 0;
  #duplicates = 0;
  #drops = 0;

  /** Sends the next events twice. */
  duplicateNext(times = 1): void {
    this.#duplicates += times;
  }

  /** Drops the next events. */
  dropNext(times = 1): void {
    this.#drops += times;
  }

  /** The numbers of next events that will be sent twice or dropped. */
  get next(): { readonly duplicates: number; readonly drops: number } {
    return { duplicates: this.#duplicates, drops: this.#drops };
  }

  /** Turns all faults off; `random` is kept. */
  clear(): void {
    this.delayMs = this.reorderWithinMs = this.duplicateRate = this.dropRate = 0;
    this.#duplicates = this.#drops = 0;
  }

  exportState(): DeliveryFaultsState {
    const { delayMs, reorderWithinMs, duplicateRate, dropRate, next } = this;
    const seed = exportGenerator(this.random);
    return { delayMs, reorderWithinMs, duplicateRate, dropRate, ...next, seed };
  }

  importState({ duplicates, drops, seed, ...rates }: DeliveryFaultsState): void {
    Object.assign(this, rates);
    this.#duplicates = duplicates;
    this.#drops = drops;
    this.random = importGenerator(seed);
  }

  /** The delays in milliseconds of the next event's deliveries; empty if it is dropped. */
  plan(): number[] {
    if (this.#drops > 0) {
      this.#drops -= 1;
      return [];
    }
    if (this.#isDrawn(this.dropRate)) return [];
    const first = this.#drawDelay();
    if (this.#duplicates > 0) this.#duplicates -= 1;
    else if (!this.#isDrawn(this.duplicateRate)) return [first];
    return [first, this.#drawDelay() + duplicateGapMs];
  }

  // A rate of 0 draws no number, so that it does not change other draws of the same seed.
  #isDrawn(rate: number): boolean {
    return rate > 0 && this.random() < rate;
  }

  #drawDelay(): number {
    const extra = this.reorderWithinMs > 0 ? this.random() * this.reorderWithinMs : 0;
    return this.delayMs + Math.round(extra);
  }
}
