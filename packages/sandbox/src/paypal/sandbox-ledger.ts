import { NotPossible } from "../not-possible.ts";
import { Records } from "../state/records.ts";
import { type CaptureRecord, isFailedCapture, tookMoney } from "./capture-record.ts";
import { Clock } from "./clock.ts";
import { type Money, toMoney, sumMoney } from "./money.ts";
import { orderCaptures, isExpired, type OrderRecord, orderRefunds } from "./order-record.ts";
import { isWithoutEffect, type RefundRecord } from "./refund-record.ts";
import { type CaptureEntry, remainingUnits } from "./return-funds.ts";

/** PayPal's records, with the totals that audits compare. */
export class SandboxLedger {
  readonly clock: Clock = new Clock();
  readonly orders: Records<OrderRecord> = new Records();
  /** Order ids by capture id. */
  readonly orderOfCapture: Map<string, string> = new Map();
  /** Capture ids by refund id. */
  readonly captureOfRefund: Map<string, string> = new Map();

  /** The order; undefined if unknown or expired. */
  find(orderId: string): OrderRecord | undefined {
    return this.hasExpired(orderId) ? undefined : this.orders.get(orderId);
  }

  /** Whether an order exists and has expired. */
  hasExpired(orderId: string): boolean {
    const order = this.orders.get(orderId);
    return order !== undefined && isExpired(order, this.clock.now());
  }

  /** A capture with its order; captured orders never expire. */
  findCapture(captureId: string): CaptureEntry | undefined {
    const order = this.orders.get(this.orderOfCapture.get(captureId) ?? "");
    return order && captureEntries(order).find(({ capture }) => capture.id === captureId);
  }

  /** A refund or reversal with the capture it belongs to. */
  findRefund(refundId: string): (CaptureEntry & { readonly refund: RefundRecord }) | undefined {
    const place = this.findCapture(this.captureOfRefund.get(refundId) ?? "");
    const refund = place?.refunds.find(({ id }) => id === refundId);
    return place && refund && { ...place, refund };
  }

  /** The number of completed and pending captures of an order; replays and declines do not count. */
  captureCount(orderId: string): number {
    const order = this.orders.get(orderId);
    return order ? orderCaptures(order).filter((capture) => !isFailedCapture(capture)).length : 0;
  }

  /**
   * The captured total of an order, including refunded money, as a decimal string with all decimals of its
   * currency. PENDING captures do not count. All totals throw if the order is unknown.
   */
  capturedTotal(orderId: string): string {
    return this.#total(orderId, (order) => orderCaptures(order).filter(tookMoney));
  }

  /** The refunded total. PENDING refunds count, as at PayPal; failed ones do not. */
  refundedTotal(orderId: string): string {
    return this.#total(orderId, (order) => returned(order, false));
  }

  /** The reversed total. */
  reversedTotal(orderId: string): string {
    return this.#total(orderId, (order) => returned(order, true));
  }

  /** The order. Throws if unknown or expired. */
  protected existing(orderId: string): OrderRecord {
    const order = this.find(orderId);
    if (!order) throw new NotPossible(`The sandbox has no order ${orderId}, or it has expired.`);
    return order;
  }

  /** The first capture of an order with a remaining amount. Throws if there is none. */
  protected paid(orderId: string): CaptureEntry {
    const place = captureEntries(this.existing(orderId)).find(
      (candidate) => tookMoney(candidate.capture) && remainingUnits(candidate) > 0n,
    );
    if (!place) throw new NotPossible(`Order ${orderId} has no money left.`);
    return place;
  }

  #total(
    orderId: string,
    parts: (order: OrderRecord) => readonly { readonly amount: Money }[],
  ): string {
    const order = this.orders.get(orderId);
    if (!order) throw new NotPossible(`The sandbox has no order ${orderId}.`);
    const sum = sumMoney(parts(order).map(({ amount }) => amount));
    const currency = order.purchase_units[0]?.amount.currency_code ?? "";
    return (sum ?? toMoney(0n, currency)).value;
  }
}

function captureEntries(order: OrderRecord): CaptureEntry[] {
  return order.purchase_units.flatMap(({ payments }) =>
    (payments?.captures ?? []).map((capture: CaptureRecord) => ({
      order,
      capture,
      refunds: payments?.refunds ?? [],
    })),
  );
}

function returned(order: OrderRecord, reversal: boolean): RefundRecord[] {
  return orderRefunds(order).filter((it) => it.reversal === reversal && !isWithoutEffect(it));
}
