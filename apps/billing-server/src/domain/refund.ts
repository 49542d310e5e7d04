/** Our own id of a refund; PayPal carries it as the refund's `custom_id`. */
export type RefundId = string & { readonly __brand: "RefundId" };

/**
 * `requested`: not at PayPal yet, as far as is known. `pending`: at PayPal, waiting for the bank.
 */
export type RefundStatus = "requested" | "pending" | "completed" | "failed";

/** One refund of a capture, ours or one made in PayPal's dashboard. */
export interface Refund {
  readonly id: RefundId;
  readonly paypalRefundId: string | null;
  /** Minor units of the capture's currency; `null` for all that remained at the request. */
  readonly amount: bigint | null;
  readonly status: RefundStatus;
  /**
   * A reversal takes money from the merchant without the merchant's request; it is never counted as
   * a refund.
   */
  readonly kind: "refund" | "reversal";
  /**
   * PayPal's last reason for rejecting the refund, and when. A `requested` refund is retried. `null`
   * if PayPal stated no reason, and once PayPal has accepted the refund.
   */
  readonly failureReason: string | null;
  readonly failedAt: Date | null;
}

// A new status does not compile until it has a row here.
const underWay: Readonly<Record<RefundStatus, boolean>> = {
  requested: true,
  pending: true,
  completed: false,
  failed: false,
};

export const refundStatuses = Object.keys(underWay) as readonly RefundStatus[];

/** The statuses of a refund that PayPal or the bank has not completed; for SQL lists. */
export const refundStatusesUnderWay: readonly RefundStatus[] = refundStatuses.filter(
  (status) => underWay[status],
);

/** Whether PayPal or the bank has still to complete the refund. */
export const isUnderWay = ({ status }: Refund): boolean => underWay[status];

/** A refund as PayPal reports it. */
export interface PayPalRefund {
  readonly paypalRefundId: string;
  /** Our id, if the refund is ours and PayPal returns it. */
  readonly refundId: RefundId | null;
  readonly amount: bigint;
  readonly status: Exclude<RefundStatus, "requested">;
  readonly kind: Refund["kind"];
  /**
   * `failed` after completion: PayPal took the refund back, for example when a reversal is decided
   * for the merchant.
   */
  readonly isCancelled?: boolean;
  /** PayPal's reason, if the status is `failed`. */
  readonly failureReason?: string;
  /** The kind was inferred from the capture, so a recorded kind takes precedence. */
  readonly isInferred?: boolean;
}

/** The refunded and reversed money of a capture, in minor units. */
export interface RefundTotals {
  readonly refunded: bigint;
  readonly reversed: bigint;
}

/** The sums of the completed refunds and reversals. */
export function refundTotals(
  refunds: readonly Pick<Refund, "kind" | "status" | "amount">[],
): RefundTotals {
  const sum = (kind: Refund["kind"]) =>
    refunds
      .filter((refund) => refund.kind === kind && refund.status === "completed")
      .reduce((total, { amount }) => total + (amount ?? 0n), 0n);
  return { refunded: sum("refund"), reversed: sum("reversal") };
}

/**
 * The row of a refund at PayPal; `undefined` if there is none. In order: the row with PayPal's id;
 * our row by `custom_id`; our row with the same amount that PayPal has not accepted yet, where a
 * `null` amount matches `remaining`. A refund first read as cancelled never matches by amount.
 */
export function matchRefund(
  known: readonly Refund[],
  seen: PayPalRefund,
  remaining: bigint,
): Refund | undefined {
  const open = known.filter(({ paypalRefundId }) => paypalRefundId === null);
  return (
    known.find(({ paypalRefundId }) => paypalRefundId === seen.paypalRefundId) ??
    open.find(({ id }) => id === seen.refundId) ??
    (seen.refundId === null && seen.kind === "refund" && !seen.isCancelled
      ? open.find(
          ({ amount, status }) => status === "requested" && (amount ?? remaining) === seen.amount,
        )
      : undefined)
  );
}

/** The row of a refund after it was read at PayPal; `null` if the row does not change. */
export function mergeRefund(
  match: Refund | undefined,
  seen: PayPalRefund,
  now: Date,
): Omit<Refund, "id"> | null {
  const { paypalRefundId, amount } = seen;
  if (!match) {
    const { status, kind } = seen;
    return { paypalRefundId, amount, status, kind, ...refundFailure(status, { match, seen, now }) };
  }
  // A recorded reversal stays one: PayPal lists both kinds alike.
  const kind = match.kind === "reversal" || seen.isInferred ? match.kind : seen.kind;
  // Reads may be recorded out of order.
  const status = isFinal(match, seen) ? match.status : seen.status;
  const isKnown =
    match.paypalRefundId === paypalRefundId &&
    match.amount === amount &&
    match.status === status &&
    match.kind === kind;
  if (isKnown) return null;
  return { paypalRefundId, amount, status, kind, ...refundFailure(status, { match, seen, now }) };
}

type Failure = Pick<Refund, "failureReason" | "failedAt">;

interface Report {
  readonly match: Refund | undefined;
  readonly seen: PayPalRefund;
  readonly now: Date;
}

function refundFailure(status: RefundStatus, { match, seen, now }: Report): Failure {
  if (status !== "failed") return { failureReason: null, failedAt: null };
  const failureReason = seen.failureReason ?? match?.failureReason ?? null;
  return { failureReason, failedAt: match?.status === "failed" ? match.failedAt : now };
}

/**
 * A refund that failed only in our record may still appear at PayPal. There, a completed reversal
 * or refund can be cancelled; no other final status changes.
 */
function isFinal(match: Refund, seen: PayPalRefund): boolean {
  if (match.paypalRefundId === null) return false;
  if (match.status === "failed") return seen.status === "pending";
  const isUndone = seen.status === "failed" && (match.kind === "reversal" || !!seen.isCancelled);
  return match.status === "completed" && !isUndone;
}
