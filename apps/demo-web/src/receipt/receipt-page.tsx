import { toFailure } from "@onekonsole/billing-client/react";
import type { ReceiptDocument } from "@onekonsole/billing-contract";
import { Link } from "react-router";
import { useLanguage } from "../language/use-language.tsx";
import { PageHeading } from "../layout.tsx";
import { FailureNotice } from "../notice.tsx";
import { orderPath } from "../order-path.ts";
import { UnknownOrder } from "../order/unknown-order.tsx";
import { ReceiptCard } from "./receipt-card.tsx";
import { useReceipts } from "./use-receipts.ts";

/** The receipt of an order and its credit notes. */
export function ReceiptPage({ orderId }: { readonly orderId: string }) {
  const texts = useLanguage().texts.receipt;
  const { data: documents, error, failureReason } = useReceipts(orderId);
  if (error && toFailure(error).code === "order_not_found")
    return <UnknownOrder orderId={orderId} />;
  const failed = error ?? (documents ? null : failureReason);
  return (
    <div className="receipts">
      <PageHeading title={texts.title}>
        <Link to={orderPath(orderId)}>{texts.showOrder}</Link>
      </PageHeading>
      {failed && <FailureNotice failure={toFailure(failed)} />}
      {!documents && !failed && (
        <p role="status" className="late">
          {texts.loading}
        </p>
      )}
      {documents && <Documents documents={documents} />}
    </div>
  );
}

function Documents({ documents }: { readonly documents: readonly ReceiptDocument[] }) {
  const texts = useLanguage().texts.receipt;
  if (documents.length === 0) return <p>{texts.none}</p>;
  return documents.map((document) => <ReceiptCard key={document.number} document={document} />);
}
