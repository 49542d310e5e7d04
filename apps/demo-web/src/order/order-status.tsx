import { type OrderState, orderStateMeaning } from "@onekonsole/billing-contract/rules";
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
}

/** Where an order stands, what the customer can do now, and how it got there. */
export function OrderStatus({ state, steps, isChecking, action, approveUrl }: OrderStatusProps) {
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
        {isChecking ? "Asking PayPal about your payment…" : meaning?.text}
      </p>
      {action === "approve" && approveUrl && (
        <a href={approveUrl} className="button button-primary">
          Approve at PayPal
        </a>
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
