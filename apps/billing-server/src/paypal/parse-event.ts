import { z } from "zod";
import { isOrderId, type PayPalOrderId } from "../domain/order.ts";
import type { ClaimedPayment, PayPalEvent } from "../domain/paypal-event.ts";

// Printable: PostgreSQL stores no NUL, and a log no line break.
const word = z.string().regex(/^[\x21-\x7e]{1,200}$/);

// A field of another shape says nothing, and must not hide what the others say.
const name = word.nullish().catch(null);
const time = z.string().pipe(z.coerce.date()).nullish().catch(null);

const linksSchema = z
  .array(z.object({ rel: z.string(), href: z.string() }).nullable().catch(null))
  .nullish()
  .catch(null);

const transactionSchema = z.object({ seller_transaction_id: name }).catch({});

const transactionsSchema = z
  .union([z.array(transactionSchema), z.looseObject({}).pipe(transactionSchema)])
  .nullish()
  .catch(null);

const eventSchema = z.object({
  id: word,
  event_type: word,
  create_time: time,
  resource: z
    .object({
      id: name,
      order_id: name,
      dispute_id: name,
      status: name,
      update_time: time,
      // Other sellers on the same account write there what they like.
      custom_id: name,
      amount: z.object({ currency_code: word, value: word }).nullish().catch(null),
      links: linksSchema,
      supplementary_data: z
        .object({ related_ids: z.object({ order_id: name }).nullish() })
        .nullish()
        .catch(null),
      disputed_transactions: transactionsSchema,
    })
    .nullish()
    // A resource of a new shape is kept with its event; refused, it would be sent for three days.
    .catch(null),
});

type Resource = NonNullable<z.output<typeof eventSchema>["resource"]>;

/** What an event is about; `null` when its text is no event of PayPal's. */
export function parseEvent(body: string): PayPalEvent | null {
  const parsed = eventSchema.safeParse(jsonOf(body));
  if (!parsed.success) return null;
  const { id, event_type: type, create_time: sentAt, resource } = parsed.data;
  const topic = topicOf(type, resource?.status);
  const payment = type === "PAYMENT.CAPTURE.COMPLETED" ? paymentIn(resource ?? {}) : null;
  const approval = type === approved ? { orderUpdateTime: resource?.update_time ?? null } : {};
  const subject = subjectOf(topic, resource ?? {});
  const dispute = isDispute(topic) ? disputeIn(resource ?? {}, sentAt ?? null) : {};
  return { id, type, topic, ...subject, ...approval, ...dispute, payment };
}

const approved = "CHECKOUT.ORDER.APPROVED";

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function topicOf(type: string, status: string | null | undefined): PayPalEvent["topic"] {
  if (type === "PAYMENT.CAPTURE.REVERSED") return "reversal";
  if (type === "PAYMENT.CAPTURE.REFUNDED" || type.startsWith("PAYMENT.REFUND.")) return "refund";
  // PayPal opens resolved disputes again, and tells it by an UPDATED whose status is another one.
  const isResolved = type === "CUSTOMER.DISPUTE.RESOLVED" || status === "RESOLVED";
  if (type.startsWith("CUSTOMER.DISPUTE.")) return isResolved ? "dispute_closed" : "dispute_opened";
  if (type.startsWith("CHECKOUT.") || type.startsWith("PAYMENT.CAPTURE.")) return "order";
  return "other";
}

type Subject = Pick<PayPalEvent, "paypalOrderId" | "captureId" | "subjectId">;

function subjectOf(topic: PayPalEvent["topic"], resource: Resource): Subject {
  const related = resource.supplementary_data?.related_ids?.order_id ?? resource.order_id ?? null;
  const up = resource.links?.find((link) => link?.rel === "up")?.href;
  const above = up ? lastSegment(up) : null;
  switch (topic) {
    case "refund":
    case "reversal":
      return subject({ order: related, capture: above, id: resource.id });
    case "dispute_opened":
    case "dispute_closed": {
      const [capture = null] = disputedCaptures(resource);
      return subject({ order: null, capture, id: resource.dispute_id ?? resource.id });
    }
    case "order":
    case "other": {
      // An order event is about the order itself, a capture's about the order above it.
      const isCapture = up?.includes("/checkout/orders/") ?? false;
      const order = related ?? (isCapture ? above : (resource.id ?? null));
      return subject({ order, capture: resource.id ?? null, id: resource.id });
    }
  }
}

function paymentIn({ custom_id: orderId, amount = null }: Resource): ClaimedPayment | null {
  return orderId && isOrderId(orderId) ? { orderId, amount } : null;
}

const isDispute = (topic: PayPalEvent["topic"]): boolean =>
  topic === "dispute_opened" || topic === "dispute_closed";

const disputedCaptures = ({ disputed_transactions: transactions }: Resource): string[] =>
  [transactions ?? []].flat().flatMap(({ seller_transaction_id: id }) => id ?? []);

const disputeIn = (resource: Resource, sentAt: Date | null) => ({
  disputedCaptureIds: disputedCaptures(resource),
  asOf: resource.update_time ?? sentAt,
  toldAt: sentAt,
});

const lastSegment = (href: string): string | null =>
  /([^/?#]+)\/?(?:[?#].*)?$/.exec(href)?.[1] ?? null;

const subject = (found: {
  readonly order: string | null;
  readonly capture: string | null;
  readonly id: string | null | undefined;
}): Subject => ({
  paypalOrderId: found.order as PayPalOrderId | null,
  captureId: found.capture,
  subjectId: found.id ?? null,
});
