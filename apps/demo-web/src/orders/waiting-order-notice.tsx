import { useOpenOrder } from "@onekonsole/billing-client/react";
import { Link } from "react-router";
import { useOrderingUser } from "../account/use-ordering-user.ts";
import { useLanguage } from "../language/use-language.tsx";
import { Notice, StatusRegion } from "../notice.tsx";
import { orderPath } from "../order-path.ts";
import { describeWaiting } from "./waiting-order.ts";

/** Offers an order in progress, so that a customer who closed the tab finds it again. */
export function WaitingOrderNotice() {
  const { texts } = useLanguage();
  const userId = useOrderingUser();
  const order = useOpenOrder({ userId, enabled: userId !== undefined });
  const waiting = order && describeWaiting(order, texts.orders);
  return (
    <StatusRegion>
      {waiting && (
        <Notice tone="info">
          <p>
            {waiting.text} <Link to={orderPath(order.order_id)}>{waiting.link}</Link>
          </p>
        </Notice>
      )}
    </StatusRegion>
  );
}
