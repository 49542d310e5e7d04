import { Link } from "react-router";
import { useLanguage } from "../language/use-language.tsx";
import { Notice } from "../notice.tsx";
import { orderPath } from "../order-path.ts";
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
        {text} <Link to={orderPath(order.order_id)}>{link}</Link>
      </p>
    </Notice>
  );
}
