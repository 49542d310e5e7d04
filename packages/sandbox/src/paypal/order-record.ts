import { payee } from "./accounts.ts";
import { type CaptureRecord, newCapture } from "./capture-record.ts";
import { newId } from "./identifiers.ts";
import { minorUnits, toMoney } from "./money.ts";
import type { OrderRequest, PurchaseUnitRequest } from "./order-request-schema.ts";
import type { PaymentOutcome } from "./payment-outcome.ts";
import type { RefundRecord } from "./refund-record.ts";

export interface Payments {
  readonly captures: CaptureRecord[];
  /** Refunds and reversals, of whichever capture. */
  readonly refunds: RefundRecord[];
}

export type PurchaseUnit = PurchaseUnitRequest & {
  readonly reference_id: string;
  payee: unknown;
  payments?: Payments;
};

/** A capture that PayPal declined: it took nothing and is shown nowhere. */
export interface DeclinedCapture {
  /** Which approval it was for: 1 is the first. */
  readonly approval: number;
  /** Its PayPal-Request-Id. */
  readonly key: string | null;
}

/** One order in PayPal's words; times are milliseconds on the sandbox's clock. */
export interface OrderRecord {
  readonly id: string;
  readonly intent: "CAPTURE" | "AUTHORIZE";
  status: "CREATED" | "PAYER_ACTION_REQUIRED" | "APPROVED" | "COMPLETED";
  readonly purchase_units: readonly PurchaseUnit[];
  /** The link that leads the payer to the approval page. */
  readonly approvalRel: "approve" | "payer-action";
  readonly brandName: string | undefined;
  readonly returnUrl: string | undefined;
  readonly cancelUrl: string | undefined;
  readonly createdAt: number;
  updatedAt: number | undefined;
  /** Of the last approval. */
  approvedAt: number | undefined;
  capturedAt: number | undefined;
  /** How often its payer has approved it. */
  approvals: number;
  /** Every capture that PayPal declined. */
  readonly declines: DeclinedCapture[];
  expiresAt: number;
  /** Set by the approval. */
  end: PaymentOutcome | undefined;
  /** Whether PayPal has said that the approval was never captured. */
  approvalReversed: boolean;
}

const threeHours = 3 * 3_600_000;

/** A new order from a checked request. */
export function newOrder(request: OrderRequest, now: number): OrderRecord {
  const paypal = request.payment_source?.paypal;
  const context = paypal ? paypal.experience_context : request.application_context;
  return {
    id: newId(),
    intent: request.intent,
    status: paypal ? "PAYER_ACTION_REQUIRED" : "CREATED",
    purchase_units: request.purchase_units.map(storedUnit),
    approvalRel: paypal ? "payer-action" : "approve",
    brandName: context?.brand_name,
    returnUrl: context?.return_url,
    cancelUrl: context?.cancel_url,
    createdAt: now,
    updatedAt: undefined,
    approvedAt: undefined,
    capturedAt: undefined,
    approvals: 0,
    declines: [],
    expiresAt: now + threeHours,
    end: undefined,
    approvalReversed: false,
  };
}

function storedUnit(unit: PurchaseUnitRequest): PurchaseUnit {
  const padded = toMoney(minorUnits(unit.amount), unit.amount.currency_code);
  const reference_id = unit.reference_id ?? "default";
  return { payee, ...unit, reference_id, amount: { ...unit.amount, ...padded } };
}

/** Un-captured orders vanish after three hours, without a status that would say so. */
export function isExpired(order: OrderRecord, now: number): boolean {
  return order.status !== "COMPLETED" && now >= order.expiresAt;
}

/** The payer's consent. An approved order may be approved anew, with another end. */
export function approveOrder(order: OrderRecord, end: PaymentOutcome, now: number): void {
  if (order.status === "COMPLETED") throw new Error(`Order ${order.id} is already captured.`);
  order.status = "APPROVED";
  order.end = end;
  order.approvals += 1;
  // A person takes seconds to approve again, where a test takes none; PayPal's times have whole seconds.
  touchOrder(order, Math.max(now, (order.updatedAt ?? 0) + 1_000));
  order.approvedAt = order.updatedAt;
}

/** Notes a change of an order; its time of change never goes back. */
export function touchOrder(order: OrderRecord, now: number): void {
  order.updatedAt = Math.max(now, order.updatedAt ?? 0);
}

/** Takes the money: every purchase unit gets its capture and the order is COMPLETED, even by a decline. */
export function captureOrder(order: OrderRecord, now: number): void {
  const { capture: status = "COMPLETED", amount: override, pendingReason } = order.end ?? {};
  for (const [index, unit] of order.purchase_units.entries()) {
    const amount = index === 0 ? { ...unit.amount, ...override } : unit.amount;
    unit.payments = {
      captures: [newCapture({ unit, amount, status, pendingReason }, now)],
      refunds: [],
    };
  }
  order.status = "COMPLETED";
  order.capturedAt = now;
  touchOrder(order, now);
}

/** All captures of an order, of every purchase unit. */
export function orderCaptures(order: OrderRecord): readonly CaptureRecord[] {
  return order.purchase_units.flatMap((unit) => unit.payments?.captures ?? []);
}

/** Every refund and reversal of an order. */
export function orderRefunds(order: OrderRecord): readonly RefundRecord[] {
  return order.purchase_units.flatMap((unit) => unit.payments?.refunds ?? []);
}

/** Who got the money of a capture of the order. */
export function capturePayee(order: OrderRecord, capture: CaptureRecord): unknown {
  return order.purchase_units.find(({ payments }) => payments?.captures.includes(capture))?.payee;
}
