/** The machine's clock, moved forward by hand: what is hours long at PayPal takes no time in a test. */
export class Clock {
  #offset = 0;
  /** Called whenever the clock was moved by hand. */
  moved: () => void = () => {};

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.#offset;
  }

  /** Moves the clock forward by so many milliseconds. */
  advance(milliseconds: number): void {
    this.#offset += milliseconds;
    this.moved();
  }
}

/** An instant as PayPal writes it: UTC, whole seconds, with a Z. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");
}
