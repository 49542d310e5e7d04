import { useRef } from "react";
import { toFailure } from "../failure.ts";
import { useLanguage } from "../language/use-language.tsx";
import { PageHeading } from "../layout.tsx";
import { FailureNotice, Notice } from "../notice.tsx";
import { WaitingOrderNotice } from "../orders/waiting-order-notice.tsx";
import { PayAction } from "../paypal-buttons/pay-action.tsx";
import { ClusterFields } from "./cluster-fields.tsx";
import { OrderSummary } from "./order-summary.tsx";
import { problemsElsewhere } from "./server-problems.ts";
import { type Checkout, useCheckout } from "./use-checkout.ts";
import type { PriceList } from "./use-prices.ts";

/** The page on which a customer configures a cluster and continues to PayPal. */
export function CheckoutPage() {
  const formElement = useRef<HTMLFormElement>(null);
  const checkout = useCheckout(formElement);
  const { texts } = useLanguage();
  const { summary } = texts.checkout;
  const { prices, error } = checkout.priceList;
  return (
    <>
      <PageHeading title={texts.checkout.title}>{texts.checkout.lead}</PageHeading>
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
          <h2 id="summary-heading">{summary.heading}</h2>
          <OrderSummary form={checkout.form} prices={prices} />
          <SubmitProblem checkout={checkout} />
          <PayAction checkout={checkout} />
          <p className="fine-print">{summary.finePrint}</p>
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
  const { texts } = useLanguage();
  if (!isLoading) {
    return (
      <FailureNotice failure={toFailure(error)}>
        <button type="button" className="button" onClick={retry}>
          {texts.errors.tryAgain}
        </button>
      </FailureNotice>
    );
  }
  return (
    <Notice tone="warning" role="status">
      <p>{texts.checkout.pricesReloading}</p>
    </Notice>
  );
}

/** Why nothing was ordered: the fields to correct, otherwise the service's error. */
function SubmitProblem({ checkout: { problems, error, seenAmount } }: { checkout: Checkout }) {
  const { formats, texts } = useLanguage();
  if (Object.keys(problems).length > 0) {
    return (
      <Notice tone="error">
        <p>{texts.checkout.summary.checkFields}</p>
      </Notice>
    );
  }
  const failure = error && toFailure(error);
  if (!failure) return null;
  const elsewhere = problemsElsewhere(failure.fields);
  const isAtItsField = failure.fields.length > 0 && elsewhere.length === 0;
  if (isAtItsField) return null;
  const { amount } = failure;
  const change =
    seenAmount && amount
      ? [texts.checkout.summary.priceChanged(formats.money(seenAmount), formats.money(amount))]
      : [];
  return (
    <FailureNotice failure={failure} details={change} englishDetails={elsewhere}>
      {failure.action === "retry" && (
        <button type="submit" className="button">
          {texts.errors.tryAgain}
        </button>
      )}
    </FailureNotice>
  );
}
