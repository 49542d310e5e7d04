import { type OrderState, type PaymentSummary, stateMeaning } from "@onekonsole/billing-contract";
import { Link } from "react-router";
import { useLanguage } from "../language/use-language.tsx";
import { orderPath } from "../order-path.ts";
import { PaymentChip } from "../payment-chip.tsx";
import type { Texts } from "../texts/load-texts.ts";
import type { NextAction } from "./next-action.ts";
import { ofState } from "./of-state.ts";
import { OrderProgress } from "./order-progress.tsx";
import { stateTitle } from "./state-titles.ts";
import type { Step } from "./timeline.ts";

interface OrderStatusProps {
  readonly state: OrderState | undefined;
  /** Of the order as it was last read; undefined before that. */
  readonly payment: PaymentSummary | undefined;
  readonly steps: readonly Step[];
  readonly isChecking: boolean;
  readonly action: NextAction;
  readonly approveUrl: string | undefined;
  /** The order that has the cluster name, because of which this one ended or is held. */
  readonly firstOrderId: string | undefined;
}

/** An order's state, the customer's next action, and the timeline. */
export function OrderStatus(props: OrderStatusProps) {
  const { texts } = useLanguage();
  const { status } = texts.order;
  const { state, payment, steps, isChecking, action, approveUrl, firstOrderId } = props;
  return (
    <section className="card" aria-labelledby="status-heading">
      <div className="status-heading">
        <h2 id="status-heading">{status.heading}</h2>
        {state && <StatusChip state={state} payment={payment} />}
      </div>
      <p className="status-text" aria-live="polite">
        {isChecking ? status.checking : statusText(props, texts)}
      </p>
      {action === "approve" && approveUrl && (
        <a href={approveUrl} className="button button-primary">
          {status.approve}
        </a>
      )}
      {action === "first-order" && firstOrderId && (
        <Link to={orderPath(firstOrderId)} className="button button-primary">
          {status.seeFirst}
        </Link>
      )}
      {action === "order-again" && (
        <Link to="/" className={state === "refunded" ? "button" : "button button-primary"}>
          {status.orderAgain}
        </Link>
      )}
      <OrderProgress steps={steps} />
    </section>
  );
}

// Their payment status is "Failed", but what happened to the money is a refund or our team's decision.
const namedStates: ReadonlySet<OrderState> = new Set(["refunding", "refunded", "closed"]);

interface StatusChipProps {
  readonly state: OrderState;
  readonly payment: PaymentSummary | undefined;
}

/** What happened to the money, as in the list of orders, or the title of a state that says more. */
function StatusChip({ state, payment }: StatusChipProps) {
  const { texts } = useLanguage();
  if (namedStates.has(state))
    return <span className="chip">{stateTitle({ state, visit: 1 }, texts.states)}</span>;
  return <PaymentChip summary={payment ?? stateMeaning(state).payment} />;
}

/** An order that ended because of another one did not expire by time, as its state suggests. */
function statusText(
  { state, firstOrderId }: OrderStatusProps,
  { order, states }: Texts,
): string | undefined {
  if (state === "expired" && firstOrderId) return order.status.endedAsDuplicate;
  return state && (ofState(states.texts, state) ?? states.newer.text);
}
