import type { RunRecord, Violation } from "../run-record.ts";

/** An open row of `unmatched_payments`. */
export interface UnmatchedPayment {
  readonly kind: string;
  readonly paypal_order_id: string | null;
}

/** Lists the open rows of `unmatched_payments`. */
export const unmatchedPaymentsQuery =
  "select kind, paypal_order_id from unmatched_payments where closed_at is null";

/** Foreign payments that name one of our orders are listed as stray; no other payment is listed. */
export function auditForeignPayments(
  listed: readonly UnmatchedPayment[],
  { foreignPayments }: Pick<RunRecord, "foreignPayments">,
): readonly Violation[] {
  const isStray = ({ kind, paypal_order_id: id }: UnmatchedPayment): boolean =>
    kind === "stray" && id !== null && foreignPayments.get(id) === true;
  const strays = new Set(listed.filter(isStray).map((it) => it.paypal_order_id));
  const missing = [...foreignPayments].filter(
    ([id, namesOurOrder]) => namesOurOrder && !strays.has(id),
  );
  return [
    ...listed
      .filter((it) => !isStray(it))
      .map((it) => ({
        subject: it.paypal_order_id ?? "",
        description: `is listed as ${it.kind}`,
      })),
    ...missing.map(([subject]) => ({
      subject,
      description: "names our order, but is not listed as stray",
    })),
  ];
}
