import { NotPossible } from "../not-possible.ts";

// Later times have no ISO format of four digits, and soon no Date.
const latest = Date.UTC(9999, 11, 31);

/** Moves another clock to the same time, which is this many milliseconds ahead of the system clock. */
export type ClockFollower = (offset: number) => Promise<void>;

/** The system clock with an adjustable offset, so that tests can skip PayPal's long periods. */
export class Clock {
  #offset = 0;
  readonly #followers = new Set<ClockFollower>();
  #lastMove: Promise<void> = Promise.resolve();
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

  /** Has another clock follow this one when it is moved by `advanceAll`. */
  follow(follower: ClockFollower): void {
    this.#followers.add(follower);
  }

  /**
   * Moves the followers, then the clock, so that whatever the moved clock causes happens at one time in
   * all of them. Rejects, and does not move the clock, if a follower rejects.
   */
  advanceAll(milliseconds: number): Promise<void> {
    return this.#inTurn(() => this.#advanceAll(milliseconds));
  }

  /** Moves the followers to this many milliseconds ahead of the system clock; by default to this clock. */
  async moveFollowers(offset: number = this.#offset): Promise<void> {
    await Promise.all([...this.#followers].map((follower) => follower(offset)));
  }

  /** As `advanceAll`, to a moment in milliseconds since the epoch. Rejects an earlier one. */
  moveTo(moment: number): Promise<void> {
    return this.#inTurn(async () => {
      const distance = moment - this.now();
      if (distance < 0) throw new NotPossible("The clock moves forward only.");
      await this.#advanceAll(distance);
    });
  }

  async #advanceAll(milliseconds: number): Promise<void> {
    if (this.now() + milliseconds > latest)
      throw new NotPossible("The clock cannot move beyond the year 9999.");
    await this.moveFollowers(this.#offset + milliseconds);
    this.advance(milliseconds);
  }

  /** Two moves at once would leave the followers at another time than this clock. */
  #inTurn(move: () => Promise<void>): Promise<void> {
    const moved = this.#lastMove.then(move);
    this.#lastMove = moved.catch(() => undefined);
    return moved;
  }
}

/** A time in PayPal's format: UTC, whole seconds, with a Z. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");
}
