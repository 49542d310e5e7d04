import { Link } from "../link.tsx";
import { Notice } from "../notice.tsx";
import type { WindowPayment } from "./button-props.ts";

/** What the payer does next while, or after, PayPal's window is open. */
export function WindowNotice({ payment }: { readonly payment: WindowPayment }) {
  switch (payment?.step) {
    case undefined:
      return null;
    case "open":
      return (
        <Notice tone="info" role="status">
          <p>PayPal is open in a window of its own. Please finish the payment there.</p>
        </Notice>
      );
    case "cancelled":
      return (
        <Notice tone="info" role="status">
          <p>You left PayPal without approving the payment. No money was taken.</p>
        </Notice>
      );
    case "failed":
      return (
        <Notice tone="warning" role="alert">
          <p>
            PayPal’s window did not work. If you approved the payment there,{" "}
            <Link to={`/order?id=${encodeURIComponent(payment.orderId)}`}>see your order</Link>.
            Otherwise no money was taken, and you can pay on PayPal’s page.
          </p>
        </Notice>
      );
  }
}
