import type { BillingError } from "@onekonsole/billing-client/react";
import { type OrderState, stateMeaning } from "@onekonsole/billing-contract";
import { useLanguage } from "../language/use-language.tsx";
import { FailureNotice } from "../notice.tsx";
import { DeclinedNotice } from "./declined-notice.tsx";

interface ApprovalFailureProps {
  readonly failure: BillingError;
  readonly state: OrderState | undefined;
  readonly retry: () => void;
}

/** Why the approval failed; empty once the order is paid, or if its state shows the same. */
export function ApprovalFailure({ failure, state, retry }: ApprovalFailureProps) {
  const { errors } = useLanguage().texts;
  const meaning = state && stateMeaning(state);
  if (meaning?.payment === "Paid") return null;
  if (meaning?.settled && failure.action !== "ask") return null;
  if (failure.code === "payment_declined" && state === "awaiting_approval")
    return <DeclinedNotice role="alert" />;
  return (
    <FailureNotice failure={failure}>
      {failure.action === "retry" && (
        <button type="button" className="button" onClick={retry}>
          {errors.tryAgain}
        </button>
      )}
    </FailureNotice>
  );
}
