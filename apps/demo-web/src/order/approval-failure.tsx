import type { BillingError } from "@onekonsole/billing-client";
import { type OrderState, orderStateMeaning } from "@onekonsole/billing-contract/browser";
import { FailureNotice } from "../notice.tsx";

interface ApprovalFailureProps {
  readonly failure: BillingError;
  readonly state: OrderState | undefined;
  readonly retry: () => void;
}

/** Why taking the payment failed; silent once the order is paid all the same, or its own state says as much. */
export function ApprovalFailure({ failure, state, retry }: ApprovalFailureProps) {
  const meaning = state && orderStateMeaning[state];
  if (meaning?.payment === "Paid") return null;
  if (meaning?.settled && failure.action !== "ask") return null;
  return (
    <FailureNotice failure={failure}>
      {failure.action === "retry" && (
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      )}
    </FailureNotice>
  );
}
