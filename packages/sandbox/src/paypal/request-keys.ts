import type { Clock } from "./clock.ts";

/** What a PayPal-Request-Id led to: an order, or a refusal that is given again. */
export type Outcome = { readonly orderId: string } | { readonly refusedWith: string };

const sixHours = 6 * 3_600_000;

/** PayPal-Request-Ids of the Orders API, remembered for six hours on the sandbox's clock. */
export class RequestKeys {
  readonly #clock: Clock;
  readonly #outcomes = new Map<string, { readonly outcome: Outcome; readonly until: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What the key led to on this path; undefined without a key, before its first use and after six hours. */
  find(path: string, key: string | null): Outcome | undefined {
    const found = key === null ? undefined : this.#outcomes.get(`${path} ${key}`);
    return found && found.until > this.#clock.now() ? found.outcome : undefined;
  }

  remember(path: string, key: string | null, outcome: Outcome): void {
    if (key === null) return;
    this.#outcomes.set(`${path} ${key}`, { outcome, until: this.#clock.now() + sixHours });
  }
}
