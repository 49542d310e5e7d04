import type { PriceList } from "@onekonsole/billing-client/react";
import { useRef } from "react";
import { BillLines } from "../bill/bill-lines.tsx";
import { BillTotal } from "../bill/bill-total.tsx";
import { useLanguage } from "../language/use-language.tsx";
import { PageHeading } from "../layout.tsx";
import { FailureNotice, Notice, StatusRegion } from "../notice.tsx";
import { WaitingOrderNotice } from "../orders/waiting-order-notice.tsx";
import { PayAction } from "../paypal-buttons/pay-action.tsx";
import { SellerIdentity } from "../seller/seller-identity.tsx";
import { useSeller } from "../seller/use-seller.ts";
import { ClusterFields } from "./cluster-fields.tsx";
import { formBill } from "./form-bill.ts";
import { SubmitProblem } from "./submit-problem.tsx";
import { useCheckout } from "./use-checkout.ts";

/** The page on which a customer configures a cluster and continues to PayPal. */
export function CheckoutPage() {
  const formElement = useRef<HTMLFormElement>(null);
  const checkout = useCheckout(formElement);
  const { texts } = useLanguage();
  const { summary } = texts.checkout;
  const { prices } = checkout.priceList;
  const seller = useSeller();
  const bill = formBill(checkout.form, prices);
  return (
    <>
      <PageHeading title={texts.checkout.title}>{texts.checkout.lead}</PageHeading>
      <WaitingOrderNotice />
      <PricesNotice priceList={checkout.priceList} />
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
        <aside className="summary" aria-labelledby="summary-heading">
          <div className="card">
            <h2 id="summary-heading">{summary.heading}</h2>
            <BillLines bill={bill} />
            <p className="fine-print">{summary.finePrint}</p>
            <SubmitProblem checkout={checkout} />
          </div>
          <div className="card pay-bar">
            <BillTotal bill={bill} total={bill?.total} />
            <PayAction checkout={checkout} />
          </div>
        </aside>
      </form>
      {seller && <SellerIdentity seller={seller} />}
    </>
  );
}

function PricesNotice({ priceList }: { readonly priceList: PriceList }) {
  const { texts } = useLanguage();
  const { error, isLoading, retry } = priceList;
  return (
    <>
      <StatusRegion>
        {error && isLoading && (
          <Notice tone="warning">
            <p>{texts.checkout.pricesReloading}</p>
          </Notice>
        )}
      </StatusRegion>
      {error && !isLoading && (
        <FailureNotice failure={error}>
          <button type="button" className="button" onClick={retry}>
            {texts.errors.tryAgain}
          </button>
        </FailureNotice>
      )}
    </>
  );
}
