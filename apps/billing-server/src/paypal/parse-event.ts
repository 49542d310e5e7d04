import { z } from "zod";
import { isOrderId, type PayPalOrderId } from "../domain/order.ts";
import type { ClaimedPayment, PayPalEvent } from "../domain/paypal-event.ts";

// Printable ASCII: PostgreSQL cannot store NUL, and a log line must not contain line breaks.
const printable = z.string().regex(/^[\x21-\x7e]{1,200}$/);

// A malformed field is read as null, so that the other fields stay usable.
const name = printable.nullish().catch(null);
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
  id: printable,
  event_type: printable,
  create_time: time,
  resource: z
    .object({
      id: name,
      order_id: name,
      dispute_id: name,
      status: name,
      update_time: time,
      // Other applications on the same merchant account choose their own values.
      custom_id: name,
      amount: z.object({ currency_code: printable, value: printable }).nullish().catch(null),
      links: linksSchema,
      supplementary_data: z
        .object({ related_ids: z.object({ order_id: name }).nullish() })
        .nullish()
        .catch(null),
      disputed_transactions: transactionsSchema,
    })
    .nullish()
    // A malformed resource is accepted with its event: PayPal would resend a rejected event for three days.
    .catch(null),
});

type Resource = NonNullable<z.output<typeof eventSchema>["resource"]>;

/** The subject of a webhook event; `null` if the text is not a PayPal event. */
export function parseEvent(body: string): PayPalEvent | null {
  const parsed = eventSchema.safeParse(parseText(body));
  if (!parsed.success) return null;
  const { id, event_type: type, create_time: sentAt, resource } = parsed.data;
  const topic = toTopic(type, resource?.status);
  const payment = type === "PAYMENT.CAPTURE.COMPLETED" ? paymentIn(resource ?? {}) : null;
  const approval = type === approved ? { orderUpdateTime: resource?.update_time ?? null } : {};
  const subject = toSubject(topic, resource ?? {});
  const dispute = isDispute(topic) ? disputeIn(resource ?? {}, sentAt ?? null) : {};
  return { id, type, topic, ...subject, ...approval, ...dispute, payment };
}

const approved = "CHECKOUT.ORDER.APPROVED";

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toTopic(type: string, status: string | null | undefined): PayPalEvent["topic"] {
  if (type === "PAYMENT.CAPTURE.REVERSED") return "reversal";
  if (type === "PAYMENT.CAPTURE.REFUNDED" || type.startsWith("PAYMENT.REFUND.")) return "refund";
  // PayPal reports a reopened dispute by an UPDATED event whose status is not RESOLVED.
  const isResolved = type === "CUSTOMER.DISPUTE.RESOLVED" || status === "RESOLVED";
  if (type.startsWith("CUSTOMER.DISPUTE.")) return isResolved ? "dispute_closed" : "dispute_opened";
  if (type.startsWith("CHECKOUT.") || type.startsWith("PAYMENT.CAPTURE.")) return "order";
  return "other";
}

type Subject = Pick<PayPalEvent, "paypalOrderId" | "captureId" | "subjectId">;

function toSubject(topic: PayPalEvent["topic"], resource: Resource): Subject {
  const related = resource.supplementary_data?.related_ids?.order_id ?? resource.order_id ?? null;
  const up = resource.links?.find((link) => link?.rel === "up")?.href;
  const parentId = up ? lastPathSegment(up) : null;
  switch (topic) {
    case "refund":
    case "reversal":
      return subject({ order: related, capture: parentId, id: resource.id });
    case "dispute_opened":
    case "dispute_closed": {
      const [capture = null] = disputedCaptures(resource);
      return subject({ order: null, capture, id: resource.dispute_id ?? resource.id });
    }
    case "order":
    case "other": {
      // The resource of an order event is the order; a capture's links name its order.
      const isCapture = up?.includes("/checkout/orders/") ?? false;
      const order = related ?? (isCapture ? parentId : (resource.id ?? null));
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
  updatedAt: resource.update_time ?? sentAt,
  eventCreatedAt: sentAt,
});

const lastPathSegment = (href: string): string | null =>
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
