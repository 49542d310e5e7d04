import { safeLink, useApproval, useOrder } from "@onekonsole/billing-client/react";
import { type OrderState, stateMeaning } from "@onekonsole/billing-contract";
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { clearForm } from "../checkout/stored-form.ts";
import { useLanguage } from "../language/use-language.tsx";
import { PageHeading } from "../layout.tsx";
import { StatusRegion } from "../notice.tsx";
import { orderPath } from "../order-path.ts";
import { useReceipts } from "../receipt/use-receipts.ts";
import { useSeller } from "../seller/use-seller.ts";
import { ApprovalFailure } from "./approval-failure.tsx";
import { DeclinedNotice } from "./declined-notice.tsx";
import { firstOrderId } from "./first-order.ts";
import { nextAction } from "./next-action.ts";
import { OrderDetails } from "./order-details.tsx";
import { OrderHistory } from "./order-history.tsx";
import { OrderOutlook } from "./order-outlook.tsx";
import { OrderStatus } from "./order-status.tsx";
import { ReadFailure } from "./read-failure.tsx";
import { isLatestDeclined } from "./timeline.ts";
import { UnknownOrder } from "./unknown-order.tsx";

/** PayPal may hold a payment for days. */
const isPaid = (state: OrderState): boolean =>
  state === "capture_pending" || stateMeaning(state).payment === "Paid";

interface OrderPageProps {
  readonly orderId: string;
  /** The payer has just come back from PayPal. */
  readonly returned?: boolean;
}

/** The page of one order: its timeline, details and next action. */
export function OrderPage({ orderId, returned = false }: OrderPageProps) {
  const { texts } = useLanguage();
  const navigate = useNavigate();
  const approval = useApproval(orderId, returned);
  const read = useOrder(orderId);
  const { order, steps, error } = read;
  const seller = useSeller();
  // Not every payment has one: not a wrong one, which is returned, nor one of an earlier release.
  const receipts = useReceipts(orderId, Boolean(order?.paid_time));
  const state = steps.at(-1)?.state ?? order?.state;
  useEffect(() => {
    if (!returned || !approval.isAccepted) return;
    void navigate(orderPath(orderId), { replace: true });
  }, [returned, approval.isAccepted, orderId, navigate]);

  const orderedName = state && isPaid(state) ? order?.order_details.cluster_name : undefined;
  useEffect(() => {
    if (orderedName !== undefined) clearForm(orderedName);
  }, [orderedName]);

  if (error?.code === "order_not_found") return <UnknownOrder orderId={orderId} />;
  // The response to the approval may arrive before the update that it caused.
  const isUpdatePending =
    approval.isAccepted &&
    state === "awaiting_approval" &&
    steps.every((step) => step.state === state);
  const isChecking = approval.isChecking || isUpdatePending;
  const failure = isChecking ? undefined : (approval.error ?? undefined);
  const first = firstOrderId(state, failure?.orderId ?? order?.duplicate_of);
  return (
    <>
      <PageHeading title={texts.order.title} />
      <ReadFailure read={read} />
      {failure && <ApprovalFailure failure={failure} state={state} retry={approval.retry} />}
      <StatusRegion>
        {!failure && !isChecking && isLatestDeclined(steps) && <DeclinedNotice />}
      </StatusRegion>
      <div className="order">
        <div className="order-column">
          <OrderStatus
            state={state}
            payment={order?.state === state ? order?.payment_summary : undefined}
            steps={steps}
            isChecking={isChecking}
            action={nextAction(state, {
              isChecking,
              failed: failure?.code,
              isDuplicate: first !== undefined,
            })}
            approveUrl={safeLink(order?.approve_url)}
            firstOrderId={first}
          />
          {state && order && <OrderOutlook state={state} order={order} email={seller?.email} />}
          {order && order.history.length > 0 && <OrderHistory events={order.history} />}
        </div>
        <OrderDetails
          order={order}
          hasReceipt={receipts.data !== undefined && receipts.data.length > 0}
        />
      </div>
    </>
  );
}
