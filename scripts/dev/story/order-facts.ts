import { type Money, type Sandbox, toMoney, minorUnits } from "@onekonsole/billing-sandbox";

/** What the lines about an order show, as texts. */
export interface OrderFacts {
  readonly amount: string;
  /** Of the latest refund. */
  readonly refunded: string | undefined;
  /** As web-order stored it. */
  readonly clusterName: string | undefined;
}

export type FindOrder = (orderId: string) => OrderFacts | undefined;

/** Reads the facts from the simulators. */
export const findInSandbox =
  ({ paypal, webOrder }: Pick<Sandbox, "paypal" | "webOrder">): FindOrder =>
  (orderId) => {
    const [unit] = paypal.orders.get(orderId)?.purchase_units ?? [];
    if (!unit) return undefined;
    const refund = unit.payments?.refunds.at(-1);
    return {
      amount: formatAmount(unit.amount),
      refunded: refund && formatAmount(refund.amount),
      clusterName: webOrder.findRows(orderId).at(-1)?.cluster_name,
    };
  };

function formatAmount(money: Money): string {
  const { currency_code: currency } = money;
  const { value } = toMoney(minorUnits(money), currency);
  // As a string the amount keeps every digit.
  return new Intl.NumberFormat("en", { style: "currency", currency }).format(
    value as Intl.StringNumericLiteral,
  );
}
