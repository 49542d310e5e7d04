import { type OrderState, orderStateMeaning } from "@onekonsole/billing-contract/browser";
import { Link } from "../link.tsx";
import type { NextAction } from "./next-action.ts";
import { OrderProgress } from "./order-progress.tsx";
import type { Step } from "./timeline.ts";

interface OrderStatusProps {
  readonly state: OrderState | undefined;
  readonly steps: readonly Step[];
  readonly isChecking: boolean;
  readonly action: NextAction;
  readonly approveUrl: string | undefined;
  /** The order that has the cluster name, because of which this one ended or is held. */
  readonly firstOrderId: string | undefined;
}

/** An order's state, the customer's next action, and the timeline. */
export function OrderStatus(props: OrderStatusProps) {
  const { state, steps, isChecking, action, approveUrl, firstOrderId } = props;
  const meaning = state && orderStateMeaning[state];
  return (
    <section className="card" aria-labelledby="status-heading">
      <div className="status-heading">
        <h2 id="status-heading">Status</h2>
        {meaning && (
          <span className={`chip chip-${meaning.payment.toLowerCase()}`}>{meaning.payment}</span>
        )}
      </div>
      <p className="status-text" aria-live="polite">
        {isChecking ? "Asking PayPal about your payment…" : statusText(props)}
      </p>
      {action === "approve" && approveUrl && (
        <a href={approveUrl} className="button button-primary">
          Approve at PayPal
        </a>
      )}
      {action === "first-order" && firstOrderId && (
        <Link
          to={`/order?id=${encodeURIComponent(firstOrderId)}`}
          className="button button-primary"
        >
          See the first order
        </Link>
      )}
      {action === "order-again" && (
        <Link to="/" className="button button-primary">
          Order again
        </Link>
      )}
      <OrderProgress steps={steps} />
    </section>
  );
}

/** An order that ended because of another one did not expire by time, as its state suggests. */
function statusText({ state, firstOrderId }: OrderStatusProps): string | undefined {
  if (state === "expired" && firstOrderId) return duplicateText;
  return state && orderStateMeaning[state].text;
}

const duplicateText =
  "This order has ended and no money was taken for it: your first order has this cluster name.";
