/** The system clock with an adjustable offset, so that tests can skip PayPal's long periods. */
export class Clock {
  #offset = 0;
  /** Called after each `advance`. */
  moved: () => void = () => {};

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.#offset;
  }

  /** Moves the clock forward by this many milliseconds. */
  advance(milliseconds: number): void {
    this.#offset += milliseconds;
    this.moved();
  }
}

/** A time in PayPal's format: UTC, whole seconds, with a Z. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");
}
