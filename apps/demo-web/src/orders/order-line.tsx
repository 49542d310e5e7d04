import { Link } from "react-router";
import { useLanguage } from "../language/use-language.tsx";
import { orderPath } from "../order-path.ts";
import { stateTitle } from "../order/state-titles.ts";
import { PaymentChip } from "../payment-chip.tsx";
import type { ListedOrder } from "./use-own-orders.ts";

/** One order of the list, with a link to its page. */
export function OrderLine({ order }: { readonly order: ListedOrder }) {
  const { formats, texts } = useLanguage();
  const { order_id, order_details, amount, refunded_amount, create_time, state } = order;
  return (
    <li className="order-line">
      <div>
        <Link to={orderPath(order_id)}>{order_details.cluster_name}</Link>
        <p className="order-line-detail">
          <time dateTime={create_time}>{formats.time(create_time)}</time>
          {" · "}
          {stateTitle({ state, visit: 1 }, texts.states)}
        </p>
      </div>
      <div className="order-line-money">
        <strong>{formats.money(amount)}</strong>
        {refunded_amount && (
          <span className="order-line-detail">
            {texts.orders.refunded(formats.money(refunded_amount))}
          </span>
        )}
        <PaymentChip summary={order.payment_summary} />
      </div>
    </li>
  );
}
