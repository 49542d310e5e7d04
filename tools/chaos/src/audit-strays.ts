import type { RestartableDatabase } from "@onekonsole/billing-testkit/database/restartable-database";
import type { Ledger, Violation } from "./ledger.ts";

interface Unmatched {
  readonly kind: string;
  readonly paypal_order_id: string | null;
}

/** Payments made elsewhere: those that name an order of ours are listed as stray, and no others at all. */
export async function auditStrays(
  database: RestartableDatabase,
  { elsewhere }: Ledger,
): Promise<Violation[]> {
  const listed = await database.query<Unmatched>(
    "select kind, paypal_order_id from unmatched_payments where closed_at is null",
  );
  const isStray = ({ kind, paypal_order_id: id }: Unmatched): boolean =>
    kind === "stray" && id !== null && elsewhere.get(id) === true;
  const strays = new Set(listed.filter(isStray).map((it) => it.paypal_order_id));
  const missing = [...elsewhere].filter(([id, isNamed]) => isNamed && !strays.has(id));
  return [
    ...listed
      .filter((it) => !isStray(it))
      .map((it) => ({ about: it.paypal_order_id ?? "", what: `is listed as ${it.kind}` })),
    ...missing.map(([about]) => ({ about, what: "names our order, and is not listed as stray" })),
  ];
}
