import { parseMoney } from "@onekonsole/billing-contract";
import { z } from "zod";
import type { PayPalOrderId } from "../domain/order.ts";
import type { Capture, PayPalOrder } from "../domain/paypal-order.ts";
import { statedWord } from "../domain/stated-word.ts";
import { amountSchema } from "./amount-schema.ts";
import { markReversal, parseListedRefund } from "./parse-refund.ts";

// Only fields without which a response is useless are required: PayPal's schema has all others as optional,
// and PayPal adds fields at any time.

// Replaces a list that cannot be read.
const unreadable = null;

const captureSchema = z.object({
  id: z.string().min(1),
  status: z.enum(["COMPLETED", "PENDING", "DECLINED", "FAILED", "PARTIALLY_REFUNDED", "REFUNDED"]),
  amount: amountSchema.nullish().catch(null),
  custom_id: z.string().nullish().catch(null),
  status_details: z.object({ reason: z.string().nullish() }).nullish().catch(null),
});

// Captures and refunds are parsed one by one, so that a malformed element does not hide the others.
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
 * The order in a 2xx response of PayPal, with `null` for unreadable fields. Returns `null` without an id,
 * because the response may then be about another order.
 */
export function parsePayPalOrder(body: unknown): PayPalOrder | null {
  const parsed = orderSchema.safeParse(body);
  if (!parsed.success) return null;
  const { id, status, update_time: updateTime, purchase_units: units, links } = parsed.data;
  const unit = units?.[0];
  const captures = readEach(unit?.payments?.captures, captureSchema);
  const listed = (unit?.payments?.refunds ?? []).map(parseListedRefund).filter((it) => it !== null);
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
    refunds: captures.some(isReversed) ? markReversal(listed) : listed.map(({ refund }) => refund),
  };
}

/** The readable elements of a list. */
const readEach = <T>(list: readonly unknown[] | null | undefined, schema: z.ZodType<T>): T[] =>
  (list ?? []).flatMap((element) => schema.safeParse(element).data ?? []);

const reversalReasons: ReadonlySet<string> = new Set(["CHARGEBACK", "BUYER_COMPLAINT"]);

const isReversed = ({ status_details }: z.output<typeof captureSchema>): boolean =>
  reversalReasons.has(status_details?.reason ?? "");

// Received money first, then pending money, then returned money.
const statusRanks = ["COMPLETED", "PARTIALLY_REFUNDED", "PENDING", "REFUNDED"];

/** An order of intent CAPTURE has one capture; if PayPal lists several, the highest rank counts. */
function decisiveCapture(captures: readonly z.output<typeof captureSchema>[]): Capture | null {
  const found =
    statusRanks.map((rank) => captures.find(({ status }) => status === rank)).find(Boolean) ??
    captures.at(-1);
  if (!found) return null;
  return {
    id: found.id,
    status: found.status,
    currency: found.amount?.currency_code ?? null,
    amount: found.amount ? (parseMoney(found.amount) ?? null) : null,
    customId: found.custom_id ?? null,
    pendingReason: found.status === "PENDING" ? statedWord(found.status_details?.reason) : null,
    ...(isReversed(found) ? { isTakenBack: true } : {}),
  };
}
