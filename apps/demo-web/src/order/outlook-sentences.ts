import type { Order } from "@onekonsole/billing-contract";
import type { OrderEventCode, OrderState } from "@onekonsole/billing-contract";
import type { ShownLanguage } from "../language/use-language.tsx";
import { ofState } from "./of-state.ts";

type Shown = Pick<ShownLanguage, "texts" | "formats">;

/** What happens to an order next, and how long that takes. `state` may be newer than `order`. */
export function outlookSentences(state: OrderState, order: Order, shown: Shown): readonly string[] {
  const { outlook } = shown.texts;
  const next = ofState(outlook.next, state);
  const isAwaited = state === "awaiting_approval";
  const isDisputed =
    latest(order, ["dispute_opened", "dispute_closed"])?.event === "dispute_opened";
  return [
    ...(next ? [next] : []),
    ...(isAwaited ? [outlook.approveBy(shown.formats.time(order.approve_before))] : []),
    ...(isDisputed ? [outlook.disputeOpen] : []),
    ...refundSentences(state, order, shown),
  ];
}

function refundSentences(
  state: OrderState,
  order: Order,
  { texts: { outlook }, formats }: Shown,
): readonly string[] {
  const { amount, refunded_amount: refunded } = order;
  if (!refunded) return state === "refunding" ? [outlook.refundTime] : [];
  const isPartial = order.payment_summary === "Partly refunded";
  const event = latest(order, ["partly_refunded", "fully_refunded"]);
  return [
    ...(isPartial ? [outlook.partlyRefunded(formats.money(refunded), formats.money(amount))] : []),
    ...(event ? [outlook.latestRefund(formats.time(event.time))] : []),
    outlook.refundTime,
  ];
}

/** The latest event of these types; undefined also for one that is no longer in the history. */
const latest = ({ history }: Order, events: readonly OrderEventCode[]) =>
  history.findLast(({ event }) => events.includes(event));
