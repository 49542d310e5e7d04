const duplicateGapMs = 70;

/** What befalls webhooks on their way. Everything is off at first. */
export class DeliveryFaults {
  /** From 0 to below 1; a seeded generator makes a run repeatable. */
  random: () => number = Math.random;
  /** How late every event is sent. */
  delayMs = 0;
  /** Every sending is late by up to so much more, each by another part: they overtake each other. */
  reorderWithinMs = 0;
  /** How many events of all are sent twice, 70 ms apart; from 0 to 1. */
  duplicateRate = 0;
  /** How many events of all are never sent; from 0 to 1. */
  dropRate = 0;
  #duplicates = 0;
  #drops = 0;

  /** The next events are sent twice. */
  duplicateNext(times = 1): void {
    this.#duplicates += times;
  }

  /** The next events are never sent. */
  dropNext(times = 1): void {
    this.#drops += times;
  }

  /** Everything off again, but for `random`. */
  clear(): void {
    this.delayMs = this.reorderWithinMs = this.duplicateRate = this.dropRate = 0;
    this.#duplicates = this.#drops = 0;
  }

  /** After how many milliseconds the next event is sent, once for each number: none if it is lost. */
  plan(): number[] {
    if (this.#drops > 0) {
      this.#drops -= 1;
      return [];
    }
    if (this.#strikes(this.dropRate)) return [];
    const first = this.#lateness();
    if (this.#duplicates > 0) this.#duplicates -= 1;
    else if (!this.#strikes(this.duplicateRate)) return [first];
    return [first, this.#lateness() + duplicateGapMs];
  }

  // Draws nothing while off, so that a switched-off deliveryFaults leaves a seed's other draws alone.
  #strikes(rate: number): boolean {
    return rate > 0 && this.random() < rate;
  }

  #lateness(): number {
    const extra = this.reorderWithinMs > 0 ? this.random() * this.reorderWithinMs : 0;
    return this.delayMs + Math.round(extra);
  }
}
