import { NotPossible } from "../not-possible.ts";

/** The system clock with an adjustable offset, so that tests can skip PayPal's long periods. */
export class Clock {
  #offset = 0;
  /** Called after each `advance`. */
  moved: () => void = () => {};

  /** Milliseconds ahead of the system clock. */
  get offset(): number {
    return this.#offset;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.#offset;
  }

  /** Moves the clock forward by this many milliseconds. */
  advance(milliseconds: number): void {
    this.#offset += milliseconds;
    this.moved();
  }

  /** Moves the clock forward to a moment, in milliseconds since the epoch. Throws for an earlier one. */
  moveTo(moment: number): void {
    const distance = moment - this.now();
    if (distance < 0) throw new NotPossible("The clock moves forward only.");
    this.advance(distance);
  }
}

/** A time in PayPal's format: UTC, whole seconds, with a Z. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");
}
