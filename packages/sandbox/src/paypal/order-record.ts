import { NotPossible } from "../not-possible.ts";
import { payee } from "./accounts.ts";
import { type CaptureRecord, newCapture } from "./capture-record.ts";
import { newId } from "./identifiers.ts";
import { minorUnits, toMoney } from "./money.ts";
import type { OrderRequest, PurchaseUnitRequest } from "./order-request-schema.ts";
import type { PaymentMethod, PaymentOutcome } from "./payment-outcome.ts";
import type { RefundRecord } from "./refund-record.ts";
import type { OrderStatus } from "./statuses.ts";

export interface Payments {
  readonly captures: CaptureRecord[];
  /** Refunds and reversals of all captures. */
  readonly refunds: RefundRecord[];
}

export type PurchaseUnit = PurchaseUnitRequest & {
  readonly reference_id: string;
  payee: unknown;
  payments?: Payments;
};

/** A declined capture by API. It takes no money, and PayPal does not show it. */
export interface DeclinedCapture {
  /** The number of the approval, from 1. */
  readonly approval: number;
  /** Its PayPal-Request-Id. */
  readonly key: string | null;
  /** Undefined if the order was approved outside the approval page. */
  readonly method?: PaymentMethod | undefined;
}

/** One order. Times are milliseconds on the sandbox's clock. */
export interface OrderRecord {
  readonly id: string;
  intent: "CAPTURE" | "AUTHORIZE";
  status: OrderStatus;
  purchase_units: readonly PurchaseUnit[];
  /** The link that leads the payer to the approval page. */
  approvalRel: "approve" | "payer-action";
  brandName: string | undefined;
  returnUrl: string | undefined;
  cancelUrl: string | undefined;
  /** As the order's context names it: the language of the approval page. */
  locale: string | undefined;
  /** Whether the approval page has the button to pay at once. */
  paysNow: boolean;
  readonly createdAt: number;
  updatedAt: number | undefined;
  /** Time of the last approval. */
  approvedAt: number | undefined;
  capturedAt: number | undefined;
  /** The number of approvals. */
  approvals: number;
  /** All declined captures. */
  readonly declines: DeclinedCapture[];
  expiresAt: number;
  /** Set by the approval. */
  end: PaymentOutcome | undefined;
  /** Whether the PAYMENT-APPROVAL.REVERSED event was emitted. */
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
    purchase_units: request.purchase_units.map(toPurchaseUnit),
    approvalRel: paypal ? "payer-action" : "approve",
    brandName: context?.brand_name,
    returnUrl: context?.return_url,
    cancelUrl: context?.cancel_url,
    locale: context?.locale,
    paysNow: context?.user_action === "PAY_NOW",
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

/** A unit as it is stored: with its defaults, and all decimals of its currency. */
export function toPurchaseUnit(unit: PurchaseUnitRequest): PurchaseUnit {
  const padded = toMoney(minorUnits(unit.amount), unit.amount.currency_code);
  const reference_id = unit.reference_id ?? "default";
  return { payee, ...unit, reference_id, amount: { ...unit.amount, ...padded } };
}

/** Uncaptured orders expire after three hours; PayPal then returns 404. */
export function isExpired(order: OrderRecord, now: number): boolean {
  return order.status !== "COMPLETED" && now >= order.expiresAt;
}

/** Approves an order. An approved order may be approved again, with another outcome. */
export function approveOrder(order: OrderRecord, end: PaymentOutcome, now: number): void {
  if (order.status === "COMPLETED") throw new NotPossible(`Order ${order.id} is already captured.`);
  order.status = "APPROVED";
  order.end = end;
  order.approvals += 1;
  // PayPal's times have whole seconds: a second approval within the same second needs a later time.
  touchOrder(order, Math.max(now, (order.updatedAt ?? 0) + 1_000));
  order.approvedAt = order.updatedAt;
}

/** Updates the time of the last change, which never decreases. */
export function touchOrder(order: OrderRecord, now: number): void {
  order.updatedAt = Math.max(now, order.updatedAt ?? 0);
}

/** Captures every purchase unit and completes the order, even if the captures are declined. */
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

/** The payee of a capture of the order. */
export function capturePayee(order: OrderRecord, capture: CaptureRecord): unknown {
  return order.purchase_units.find(({ payments }) => payments?.captures.includes(capture))?.payee;
}
