import type { Order } from "@onekonsole/billing-contract";
import type { OrderState } from "@onekonsole/billing-contract/browser";
import type { ShownLanguage } from "../language/use-language.tsx";

/** What happens to an order next, and how long that takes. `state` may be newer than `order`. */
export function outlookSentences(
  state: OrderState,
  order: Order,
  { texts: { outlook }, formats }: Pick<ShownLanguage, "texts" | "formats">,
): readonly string[] {
  const { amount, refunded_amount: refunded } = order;
  const isPartial = refunded !== null && order.payment_summary === "Partly refunded";
  return [
    ...(isPartial ? [outlook.partlyRefunded(formats.money(refunded), formats.money(amount))] : []),
    outlook.next[state],
    ...(state === "awaiting_approval"
      ? [outlook.approveBy(formats.time(order.approve_before))]
      : []),
    ...(state === "refunding" || refunded !== null ? [outlook.refundTime] : []),
  ];
}
