import { parseMoney } from "@onekonsole/billing-contract";
import { z } from "zod";
import type { PayPalOrderId } from "../domain/order.ts";
import type { Capture, PayPalOrder } from "../domain/paypal-order.ts";
import type { RefundId, PayPalRefund } from "../domain/refund.ts";
import { statedWord } from "../domain/stated-word.ts";
import type { OrderOrigin } from "../ports/paypal-gateway.ts";

// Only what an answer is useless without is required: some accounts and some moments lack fields that
// PayPal's schema has as optional, and PayPal adds others freely.
const amountSchema = z.object({ currency_code: z.string(), value: z.string() });

// Stands for a list that cannot be read.
const unreadable = null;

const captureSchema = z.object({
  id: z.string().min(1),
  status: z.enum(["COMPLETED", "PENDING", "DECLINED", "FAILED", "PARTIALLY_REFUNDED", "REFUNDED"]),
  amount: amountSchema.nullish().catch(null),
  custom_id: z.string().nullish().catch(null),
  status_details: z.object({ reason: z.string().nullish() }).nullish().catch(null),
});

// Captures and refunds are read one by one: an odd one proves nothing, and must not hide the others.
const elements = z.array(z.unknown()).nullish();

const purchaseUnitSchema = z.object({
  custom_id: z.string().nullish().catch(null),
  amount: amountSchema.nullish().catch(null),
  payee: z
    .object({
      email_address: z.string().nullish().catch(null),
      merchant_id: z.string().nullish().catch(null),
    })
    .nullish()
    .catch(null),
  payments: z
    .object({
      captures: elements.catch([unreadable]),
      refunds: elements.catch(null),
    })
    .nullish()
    .catch({ captures: [unreadable] }),
});

const refundSchema = z.object({
  id: z.string().min(1),
  status: z.enum(["COMPLETED", "PENDING", "FAILED", "CANCELLED"]),
  amount: amountSchema,
  custom_id: z.string().nullish(),
});

const refundStatus = {
  COMPLETED: "completed",
  PENDING: "pending",
  FAILED: "failed",
  CANCELLED: "failed",
} as const;

/** The refund in a 2xx answer of PayPal; `null` when it is not one we can rely on. */
export function parseRefund(body: unknown): PayPalRefund | null {
  const parsed = refundSchema.safeParse(body);
  const amount = parsed.success ? parseMoney(parsed.data.amount) : undefined;
  if (!parsed.success || amount === undefined || amount <= 0n) return null;
  const { id, status, custom_id: customId } = parsed.data;
  return {
    paypalRefundId: id,
    refundId: (customId ?? null) as RefundId | null,
    amount,
    status: refundStatus[status],
    kind: "refund",
    ...(status === "CANCELLED" ? { isCancelled: true } : {}),
    ...(refundStatus[status] === "failed" ? { failureReason: status } : {}),
  };
}

const orderSchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  status: z
    .enum(["CREATED", "SAVED", "APPROVED", "VOIDED", "COMPLETED", "PAYER_ACTION_REQUIRED"])
    .nullish()
    .catch(null),
  update_time: z.coerce.date().nullish().catch(null),
  purchase_units: z.array(purchaseUnitSchema).nullish().catch(null),
  links: elements.catch(null),
});

const linkSchema = z.object({ rel: z.string(), href: z.string() });

/**
 * The order in a 2xx answer of PayPal, as far as it can be read; `null` without an id, as it could then be
 * another order's.
 */
export function parsePayPalOrder(body: unknown): PayPalOrder | null {
  const parsed = orderSchema.safeParse(body);
  if (!parsed.success) return null;
  const { id, status, update_time: updateTime, purchase_units: units, links } = parsed.data;
  const unit = units?.[0];
  const captures = readEach(unit?.payments?.captures, captureSchema);
  const listed = (unit?.payments?.refunds ?? []).map(parseListed).filter((it) => it !== null);
  const approve = readEach(links, linkSchema).find(
    ({ rel }) => rel === "approve" || rel === "payer-action",
  );
  return {
    id: id as PayPalOrderId,
    status: status ?? null,
    updateTime: updateTime ?? null,
    approveUrl: approve?.href ?? null,
    customId: unit?.custom_id ?? null,
    currency: unit?.amount?.currency_code ?? null,
    amount: unit?.amount ? (parseMoney(unit.amount) ?? null) : null,
    payeeEmail: unit?.payee?.email_address ?? null,
    payeeMerchantId: unit?.payee?.merchant_id ?? null,
    capture: decisiveCapture(captures),
    hasUnreadableCapture: captures.length < (unit?.payments?.captures?.length ?? 0),
    refunds: captures.some(isTakenBack) ? withReversal(listed) : listed.map(({ refund }) => refund),
  };
}

/** The elements that can be read. */
const readEach = <T>(list: readonly unknown[] | null | undefined, schema: z.ZodType<T>): T[] =>
  (list ?? []).flatMap((element) => schema.safeParse(element).data ?? []);

const originSchema = z.object({
  id: z.string(),
  create_time: z.string().pipe(z.coerce.date()).nullish().catch(null),
  purchase_units: z.array(z.object({ reference_id: z.string() })).min(1),
});

/**
 * Who opened that order: sealed orders have the seal for their `reference_id`. PayPal gives every order one, so
 * that `null` stands for an answer that proves nothing.
 */
export function parseOrigin(
  body: unknown,
  { id, seal }: { readonly id: string; readonly seal: string },
): OrderOrigin | null {
  const { data } = originSchema.safeParse(body);
  if (data?.id !== id) return null;
  const isSealed = data.purchase_units[0]?.reference_id === seal;
  return { isSealed, createdAt: data.create_time ?? null };
}

const takenBack: ReadonlySet<string> = new Set(["CHARGEBACK", "BUYER_COMPLAINT"]);

const isTakenBack = ({ status_details }: z.output<typeof captureSchema>): boolean =>
  takenBack.has(status_details?.reason ?? "");

interface ListedRefund {
  readonly refund: PayPalRefund;
  readonly createTime: string;
}

const createdSchema = z.object({ create_time: z.string().catch("") });

function parseListed(body: unknown): ListedRefund | null {
  const refund = parseRefund(body);
  return refund && { refund, createTime: createdSchema.parse(body).create_time };
}

/**
 * PayPal lists a reversal among the refunds and calls it one; only its capture says that money was
 * taken back. It is the latest of those that are not ours.
 */
function withReversal(listed: readonly ListedRefund[]): PayPalRefund[] {
  const latest = listed
    .filter(({ refund }) => refund.refundId === null && refund.status === "completed")
    .toSorted((one, other) => one.createTime.localeCompare(other.createTime))
    .at(-1);
  return listed.map(({ refund }) =>
    refund === latest?.refund ? { ...refund, kind: "reversal", isInferred: true } : refund,
  );
}

// Money that is here outranks money that may come, that outranks what went back, and all outrank none.
const ranks = ["COMPLETED", "PARTIALLY_REFUNDED", "PENDING", "REFUNDED"];

/** Intent CAPTURE takes one capture an order; should PayPal ever list several, the best one counts. */
function decisiveCapture(captures: readonly z.output<typeof captureSchema>[]): Capture | null {
  const found =
    ranks.map((rank) => captures.find(({ status }) => status === rank)).find(Boolean) ??
    captures.at(-1);
  if (!found) return null;
  return {
    id: found.id,
    status: found.status,
    currency: found.amount?.currency_code ?? null,
    amount: found.amount ? (parseMoney(found.amount) ?? null) : null,
    customId: found.custom_id ?? null,
    pendingReason: found.status === "PENDING" ? statedWord(found.status_details?.reason) : null,
    ...(isTakenBack(found) ? { isTakenBack: true } : {}),
  };
}

const errorSchema = z.object({
  name: z.string().optional(),
  error: z.string().optional(),
  debug_id: z.string().optional(),
  details: z.array(z.object({ issue: z.string() })).optional(),
});

/** The issue code of an error answer in either of PayPal's two shapes; "" when there is none. */
export function parseIssue(body: unknown): { issue: string; debugId: string | undefined } {
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) return { issue: "", debugId: undefined };
  const { details, name, error, debug_id: debugId } = parsed.data;
  return { issue: details?.[0]?.issue ?? error ?? name ?? "", debugId };
}
