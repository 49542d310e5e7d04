import { useLanguage } from "../language/use-language.tsx";
import { stateTitle } from "../order/state-titles.ts";
import {
  createTime,
  type DeskOrder,
  describePayPalOrder,
  type Dispute,
  orderTitle,
} from "./desk-order.ts";

interface OrderListProps {
  readonly orders: readonly DeskOrder[];
  readonly disputes: readonly Dispute[];
  readonly chosenId: string | undefined;
  readonly choose: (id: string) => void;
}

/** Every order with its state in both worlds, as buttons that choose one. */
export function OrderList({ orders, disputes, chosenId, choose }: OrderListProps) {
  return (
    <ul className="desk-scroll desk-orders">
      {orders.map((order) => (
        <li key={order.id}>
          <button
            type="button"
            aria-pressed={order.id === chosenId}
            onClick={() => choose(order.id)}
          >
            <OrderLine order={order} disputes={disputes} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function OrderLine(props: { readonly order: DeskOrder; readonly disputes: readonly Dispute[] }) {
  const { formats, texts } = useLanguage();
  const { order, disputes } = props;
  const amount = order.ours?.amount ?? order.paypal?.amount;
  const state = order.ours?.state;
  return (
    <>
      <span className="desk-order-title">
        <strong>{orderTitle(order)}</strong>
        <span>{amount && formats.money(amount)}</span>
      </span>
      <span className="desk-worlds">
        <span>
          <small>Service</small>{" "}
          <span>{state ? stateTitle({ state, visit: 1 }, texts.states) : "no order"}</span>
        </span>
        <span>
          <small>PayPal</small> <span>{describePayPalOrder(order, disputes).join(", ")}</span>
        </span>
      </span>
      <small className="desk-order-time">
        {order.id} · {formats.exactTime(createTime(order))}
      </small>
    </>
  );
}
