import { Link } from "react-router";
import { useLanguage } from "../language/use-language.tsx";
import { Notice, StatusRegion } from "../notice.tsx";
import { orderPath } from "../order-path.ts";
import { useLatestOrders } from "./use-own-orders.ts";
import { findWaiting } from "./waiting-order.ts";

/** Offers an order in progress, so that a customer who closed the tab finds it again. */
export function WaitingOrderNotice() {
  const { texts } = useLanguage();
  const waiting = findWaiting(useLatestOrders(), texts.orders);
  return (
    <StatusRegion>
      {waiting && (
        <Notice tone="info">
          <p>
            {waiting.text} <Link to={orderPath(waiting.order.order_id)}>{waiting.link}</Link>
          </p>
        </Notice>
      )}
    </StatusRegion>
  );
}
