/** Our own id of a refund; PayPal carries it as the refund's `custom_id`. */
export type RefundId = string & { readonly __brand: "RefundId" };

/** `requested` is not with PayPal yet, as far as we know; `pending` is, and waits for the bank. */
export type RefundStatus = "requested" | "pending" | "completed" | "failed";

/** One refund of a capture, ours or one made in PayPal's dashboard. */
export interface Refund {
  readonly id: RefundId;
  readonly paypalRefundId: string | null;
  /** Minor units of the capture's currency; `null` is all that remained when it was asked for. */
  readonly amount: bigint | null;
  readonly status: RefundStatus;
  /** A reversal takes money back against our will and is never counted as a refund. */
  readonly kind: "refund" | "reversal";
  /**
   * PayPal's word for why it refused the refund last, and when. A `requested` one is asked for again; `null`
   * where PayPal gave none, and once the refund is with PayPal.
   */
  readonly failureReason: string | null;
  readonly failedAt: Date | null;
}

/** PayPal or the bank has still to do it. */
export const isUnderWay = ({ status }: Refund): boolean =>
  status === "requested" || status === "pending";

/** A refund as PayPal reports it. */
export interface PayPalRefund {
  readonly paypalRefundId: string;
  /** Our id, where the refund was ours and PayPal repeats it. */
  readonly refundId: RefundId | null;
  readonly amount: bigint;
  readonly status: Exclude<RefundStatus, "requested">;
  readonly kind: Refund["kind"];
  /** `failed` after all: PayPal takes back what was through, as when a reversal is decided for the merchant. */
  readonly isCancelled?: boolean;
  /** PayPal's word for it, where the status is `failed`. */
  readonly failureReason?: string;
  /** The kind was concluded from the capture: what we know of the refund already outranks it. */
  readonly isInferred?: boolean;
}

/** What became of the money of a capture, in minor units. */
export interface RefundTotals {
  readonly refunded: bigint;
  readonly reversed: bigint;
}

/** The sums over the refunds that are through. */
export function totalsOf(
  refunds: readonly Pick<Refund, "kind" | "status" | "amount">[],
): RefundTotals {
  const sum = (kind: Refund["kind"]) =>
    refunds
      .filter((refund) => refund.kind === kind && refund.status === "completed")
      .reduce((total, { amount }) => total + (amount ?? 0n), 0n);
  return { refunded: sum("refund"), reversed: sum("reversal") };
}

/**
 * Which of our rows a refund at PayPal is: the one with its id, else our own by `custom_id`, else one
 * of ours that is not with PayPal yet and of the same amount, where `null` is all that `remaining`
 * says is left; `undefined` when it is new to us. One that is cancelled already was never ours to wait for.
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

/** What the books say of a refund once it was seen at PayPal; `null` when they say so already. */
export function bookedRefund(
  match: Refund | undefined,
  seen: PayPalRefund,
  now: Date,
): Omit<Refund, "id"> | null {
  const { paypalRefundId, amount } = seen;
  if (!match) {
    const { status, kind } = seen;
    return { paypalRefundId, amount, status, kind, ...failureOf(status, { match, seen, now }) };
  }
  // Learned to be a reversal once, it stays one: PayPal lists both kinds alike.
  const kind = match.kind === "reversal" || seen.isInferred ? match.kind : seen.kind;
  // Two readers may report in the wrong order.
  const status = isFinal(match, seen) ? match.status : seen.status;
  const isKnown =
    match.paypalRefundId === paypalRefundId &&
    match.amount === amount &&
    match.status === status &&
    match.kind === kind;
  if (isKnown) return null;
  return { paypalRefundId, amount, status, kind, ...failureOf(status, { match, seen, now }) };
}

type Failure = Pick<Refund, "failureReason" | "failedAt">;

interface Report {
  readonly match: Refund | undefined;
  readonly seen: PayPalRefund;
  readonly now: Date;
}

function failureOf(status: RefundStatus, { match, seen, now }: Report): Failure {
  if (status !== "failed") return { failureReason: null, failedAt: null };
  const failureReason = seen.failureReason ?? match?.failureReason ?? null;
  return { failureReason, failedAt: match?.status === "failed" ? match.failedAt : now };
}

/**
 * One that only we gave up on may still turn up at PayPal. There, a reversal that was through can be
 * cancelled, and so can a refund; nothing else ends twice.
 */
function isFinal(match: Refund, seen: PayPalRefund): boolean {
  if (match.paypalRefundId === null) return false;
  if (match.status === "failed") return seen.status === "pending";
  const isUndone = seen.status === "failed" && (match.kind === "reversal" || !!seen.isCancelled);
  return match.status === "completed" && !isUndone;
}
