import type { Alteration } from "./alter-response.ts";
import type { OrderRecord } from "./order-record.ts";

/** The calls that may not find an order yet. */
export type HidingCall = "orders.get" | "orders.capture";

/** How PayPal misbehaves about one order. */
export interface OrderDeviations {
  /** Of every answer about it. */
  readonly alter?: readonly Alteration[];
  /** How many milliseconds after its creation the API answers 404. */
  readonly hiddenForMs?: number;
  /** The calls that answer 404 meanwhile; both by default. */
  readonly hiddenFrom?: readonly HidingCall[];
  /** How many milliseconds after its capture the API shows it without the payment. */
  readonly paymentHiddenForMs?: number;
  /** The status it is shown with meanwhile: the one before the capture by default. */
  readonly shownAs?: "APPROVED" | "COMPLETED";
}

/** How often PayPal misbehaves; all rates go from 0 to 1. */
export interface DeviationRates {
  /** From 0 to below 1; a seeded generator makes a run repeatable. */
  readonly random: () => number;
  /** Of all answers about orders. */
  readonly alter?: Readonly<Partial<Record<Alteration, number>>>;
  /** Of all orders, each for up to `longestMs`. */
  readonly hidden?: Lag;
  /** Of all orders, each for up to `longestMs` after its capture. */
  readonly paymentHidden?: Lag;
}

interface Lag {
  readonly rate: number;
  readonly longestMs: number;
}

/**
 * What PayPal does in the field and its documentation does not promise: answers without optional fields,
 * and resources that only become visible after a while. Off at first.
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

  /** How many answers misbehaved, by alteration, `hidden` and `payment_hidden`. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** Sets it for one order from now on, whatever the rates are. */
  set(orderId: string, deviations: OrderDeviations): void {
    this.#orders.set(orderId, deviations);
  }

  /** Draws it from now on for every answer, and for every order that is asked about for the first time. */
  draw(rates: DeviationRates): void {
    this.#rates = rates;
  }

  /** PayPal behaves from now on, about every order. What was counted stays. */
  clear(): void {
    this.#rates = undefined;
    this.#orders.clear();
  }

  /** Whether a call does not find an order yet. */
  hides(order: OrderRecord, call: HidingCall): boolean {
    const { hiddenForMs = 0, hiddenFrom = ["orders.get", "orders.capture"] } = this.#of(order.id);
    const isHidden = hiddenFrom.includes(call) && this.#now() < order.createdAt + hiddenForMs;
    if (isHidden) this.#count("hidden");
    return isHidden;
  }

  /** The status that an order is shown with while its payment is not; undefined when it is. */
  hidesPayment(order: OrderRecord): "APPROVED" | "COMPLETED" | undefined {
    const { paymentHiddenForMs = 0, shownAs = "APPROVED" } = this.#of(order.id);
    const isHidden = this.#now() < (order.capturedAt ?? -Infinity) + paymentHiddenForMs;
    if (!isHidden) return undefined;
    this.#count("payment_hidden");
    return shownAs;
  }

  /** How the next answer is altered, among the ways that fit it; `orderId` is that of its order, if any. */
  alterations(fitting: readonly Alteration[], orderId?: string): readonly Alteration[] {
    const { alter = [] } = this.#orders.get(orderId ?? "") ?? {};
    const found = fitting.filter((it) => alter.includes(it) || this.#isDrawn(it));
    for (const alteration of found) this.#count(alteration);
    return found;
  }

  // Draws nothing while off, so that a rate of 0 leaves a seed's other draws alone.
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
  const oneOf = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value;
  return {
    hiddenForMs: lagMs(hidden),
    hiddenFrom: oneOf(callsThatHide),
    paymentHiddenForMs: lagMs(paymentHidden),
    shownAs: oneOf(["APPROVED", "COMPLETED"]),
  };
}
