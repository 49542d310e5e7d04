import type { Alteration } from "./alter-response.ts";
import type { OrderRecord } from "./order-record.ts";

/** The calls that may return 404 for a new order. */
export type HidingCall = "orders.get" | "orders.capture";

/** The deviations of one order. */
export interface OrderDeviations {
  /** Alterations of every response about it. */
  readonly alter?: readonly Alteration[];
  /** How many milliseconds after its creation the API returns 404. */
  readonly hiddenForMs?: number;
  /** The calls that return 404 during that time; both by default. */
  readonly hiddenFrom?: readonly HidingCall[];
  /** How many milliseconds after its capture the API shows it without the payment. */
  readonly paymentHiddenForMs?: number;
  /** The order's status during that time; APPROVED by default. */
  readonly shownAs?: "APPROVED" | "COMPLETED";
}

/** The rates of random deviations, from 0 to 1. */
export interface DeviationRates {
  /** From 0 to below 1; a seeded generator makes a run repeatable. */
  readonly random: () => number;
  /** Rates per response about an order. */
  readonly alter?: Readonly<Partial<Record<Alteration, number>>>;
  /** Rate per order, each for up to `longestMs`. */
  readonly hidden?: Lag;
  /** Rate per order, each for up to `longestMs` after its capture. */
  readonly paymentHidden?: Lag;
}

interface Lag {
  readonly rate: number;
  readonly longestMs: number;
}

/**
 * Observed behavior of PayPal that its documentation does not describe: responses without optional fields, and
 * resources that become visible after a delay. Off by default.
 */
export class Deviations {
  readonly #now: () => number;
  readonly #orders = new Map<string, OrderDeviations>();
  readonly #counts = new Map<string, number>();
  #rates: DeviationRates | undefined;

  /** `now` is PayPal's clock. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** The number of deviating responses by alteration, `hidden` and `payment_hidden`. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** Sets the deviations of one order, which override the rates. */
  set(orderId: string, deviations: OrderDeviations): void {
    this.#orders.set(orderId, deviations);
  }

  /** Draws random deviations for every response, and for every order at its first request. */
  draw(rates: DeviationRates): void {
    this.#rates = rates;
  }

  /** Removes all deviations. The counts are kept. */
  clear(): void {
    this.#rates = undefined;
    this.#orders.clear();
  }

  /** Whether an order is hidden from a call. */
  hides(order: OrderRecord, call: HidingCall): boolean {
    const { hiddenForMs = 0, hiddenFrom = ["orders.get", "orders.capture"] } = this.#of(order.id);
    const isHidden = hiddenFrom.includes(call) && this.#now() < order.createdAt + hiddenForMs;
    if (isHidden) this.#count("hidden");
    return isHidden;
  }

  /** The status to show while the payment is hidden; undefined if it is visible. */
  hidesPayment(order: OrderRecord): "APPROVED" | "COMPLETED" | undefined {
    const { paymentHiddenForMs = 0, shownAs = "APPROVED" } = this.#of(order.id);
    const isHidden = this.#now() < (order.capturedAt ?? -Infinity) + paymentHiddenForMs;
    if (!isHidden) return undefined;
    this.#count("payment_hidden");
    return shownAs;
  }

  /** The alterations of the next response, out of the applicable ones. */
  alterations(fitting: readonly Alteration[], orderId?: string): readonly Alteration[] {
    const { alter = [] } = this.#orders.get(orderId ?? "") ?? {};
    const found = fitting.filter((it) => alter.includes(it) || this.#isDrawn(it));
    for (const alteration of found) this.#count(alteration);
    return found;
  }

  // A rate of 0 draws no number, so that it does not change other draws of the same seed.
  #isDrawn(alteration: Alteration): boolean {
    const rate = this.#rates?.alter?.[alteration] ?? 0;
    return rate > 0 && (this.#rates?.random() ?? 1) < rate;
  }

  #of(orderId: string): OrderDeviations {
    const known = this.#orders.get(orderId);
    if (known || !this.#rates) return known ?? {};
    const drawn = drawLags(this.#rates);
    this.#orders.set(orderId, drawn);
    return drawn;
  }

  #count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }
}

const callsThatHide: readonly (readonly HidingCall[])[] = [
  ["orders.get"],
  ["orders.capture"],
  ["orders.get", "orders.capture"],
];

function drawLags({ random, hidden, paymentHidden }: DeviationRates): OrderDeviations {
  const lagMs = (lag: Lag | undefined): number =>
    lag && random() < lag.rate ? Math.ceil(random() * lag.longestMs) : 0;
  const pick = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value;
  return {
    hiddenForMs: lagMs(hidden),
    hiddenFrom: pick(callsThatHide),
    paymentHiddenForMs: lagMs(paymentHidden),
    shownAs: pick(["APPROVED", "COMPLETED"]),
  };
}
