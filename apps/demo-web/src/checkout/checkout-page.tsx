import { useRef } from "react";
import { toFailure } from "../failure.ts";
import { useLanguage } from "../language/use-language.tsx";
import { PageHeading } from "../layout.tsx";
import { FailureNotice, Notice } from "../notice.tsx";
import { WaitingOrderNotice } from "../orders/waiting-order-notice.tsx";
import { ClusterFields } from "./cluster-fields.tsx";
import { OrderSummary } from "./order-summary.tsx";
import { priceChange } from "./price-change.ts";
import { problemsElsewhere } from "./server-problems.ts";
import { type Checkout, useCheckout } from "./use-checkout.ts";
import type { PriceList } from "./use-prices.ts";

/** The page on which a customer configures a cluster and continues to PayPal. */
export function CheckoutPage() {
  const formElement = useRef<HTMLFormElement>(null);
  const checkout = useCheckout(formElement);
  const { prices, error } = checkout.priceList;
  return (
    <>
      <PageHeading title="New Kubernetes cluster">
        Choose what your managed cluster comes with. The control plane is always included.
      </PageHeading>
      <WaitingOrderNotice />
      {error && <PricesNotice error={error} priceList={checkout.priceList} />}
      <form
        ref={formElement}
        className="checkout"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          checkout.submit();
        }}
      >
        <ClusterFields checkout={checkout} />
        <aside className="card summary" aria-labelledby="summary-heading">
          <h2 id="summary-heading">Your order</h2>
          <OrderSummary form={checkout.form} prices={prices} />
          <SubmitProblem checkout={checkout} />
          <button
            type="submit"
            className="button button-primary button-pay"
            disabled={!prices}
            aria-disabled={checkout.isBusy}
          >
            {checkout.isBusy ? "Opening PayPal…" : "Pay with PayPal"}
          </button>
          <p className="fine-print">
            You approve the payment at PayPal. No money is taken before that.
          </p>
        </aside>
      </form>
    </>
  );
}

interface PricesNoticeProps {
  readonly error: Error;
  readonly priceList: PriceList;
}

function PricesNotice({ error, priceList: { isLoading, retry } }: PricesNoticeProps) {
  if (!isLoading) {
    return (
      <FailureNotice failure={toFailure(error)}>
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      </FailureNotice>
    );
  }
  return (
    <Notice tone="warning" role="status">
      <p>The prices cannot be loaded. We are trying again; your entries are kept.</p>
    </Notice>
  );
}

/** Why nothing was ordered: the fields to correct, otherwise the service's error. */
function SubmitProblem({ checkout: { problems, error, seenAmount } }: { checkout: Checkout }) {
  const { formats } = useLanguage();
  if (Object.keys(problems).length > 0) {
    return (
      <Notice tone="error">
        <p>Please check the marked fields.</p>
      </Notice>
    );
  }
  const failure = error && toFailure(error);
  const elsewhere = [
    ...problemsElsewhere(failure?.fields ?? []),
    ...priceChange({ seen: seenAmount, current: failure?.amount }, formats),
  ];
  const isAtItsField = failure !== null && failure.fields.length > 0 && elsewhere.length === 0;
  if (!failure || isAtItsField) return null;
  return (
    <FailureNotice failure={failure} details={elsewhere}>
      {failure.action === "retry" && (
        <button type="submit" className="button">
          Try again
        </button>
      )}
    </FailureNotice>
  );
}
