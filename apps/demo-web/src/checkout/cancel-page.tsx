import { PageHeading } from "../layout.tsx";
import { Link } from "../link.tsx";

/** The page after a cancellation at PayPal; the order itself stays open until it expires. */
export function CancelPage({ orderId }: { readonly orderId: string | undefined }) {
  return (
    <div className="narrow">
      <PageHeading title="Payment cancelled">
        You left PayPal without approving the payment. No money was taken.
      </PageHeading>
      <div className="actions">
        <Link to="/" className="button button-primary">
          Back to your cluster
        </Link>
        {orderId && (
          <Link to={`/order?id=${encodeURIComponent(orderId)}`} className="button">
            Show this order
          </Link>
        )}
      </div>
      <p className="fine-print">What you entered is still in the form.</p>
    </div>
  );
}
