import { Records } from "../state/records.ts";
import type { Clock } from "./clock.ts";

/** The outcome of a PayPal-Request-Id: an order, a refund, or an error that is replayed. */
export type Outcome =
  | { readonly orderId: string }
  | { readonly refundId: string }
  | { readonly refusedWith: string };

const hour = 3_600_000;

/** How long a key is remembered, in milliseconds: by the Orders API, and by the Payments API. */
export const keyLife = { orders: 6 * hour, payments: 45 * 24 * hour } as const;

interface KnownKey {
  readonly outcome: Outcome;
  readonly since: number;
}

/** The outcomes of PayPal-Request-Ids, which expire on the sandbox's clock. */
export class RequestKeys {
  readonly #clock: Clock;
  /** By path and key. */
  readonly known: Records<KnownKey> = new Records();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The outcome of a key on a path; undefined without a key, before its first use and after its lifetime. */
  find(path: string, key: string | null, life: number = keyLife.orders): Outcome | undefined {
    const found = key === null ? undefined : this.known.peek(`${path} ${key}`);
    return found && this.#clock.now() < found.since + life ? found.outcome : undefined;
  }

  record(path: string, key: string | null, outcome: Outcome): void {
    if (key === null) return;
    this.known.set(`${path} ${key}`, { outcome, since: this.#clock.now() });
  }
}
