import { useLanguage } from "../language/use-language.tsx";
import { Link } from "../link.tsx";
import { Notice } from "../notice.tsx";
import { useLatestOrders } from "./use-own-orders.ts";
import { findWaiting } from "./waiting-order.ts";

/** Offers an order in progress, so that a customer who closed the tab finds it again. */
export function WaitingOrderNotice() {
  const { texts } = useLanguage();
  const waiting = findWaiting(useLatestOrders(), texts.orders);
  if (!waiting) return null;
  const { order, text, link } = waiting;
  return (
    <Notice tone="info" role="status">
      <p>
        {text} <Link to={`/order?id=${encodeURIComponent(order.order_id)}`}>{link}</Link>
      </p>
    </Notice>
  );
}
