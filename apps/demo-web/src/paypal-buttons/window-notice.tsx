import { Link } from "react-router";
import { useLanguage } from "../language/use-language.tsx";
import { Notice } from "../notice.tsx";
import { orderPath } from "../order-path.ts";
import type { WindowPayment } from "./button-props.ts";

/** What the payer does next while, or after, PayPal's window is open. */
export function WindowNotice({ payment }: { readonly payment: WindowPayment }) {
  const texts = useLanguage().texts.payPalWindow;
  if (!payment) return null;
  if (payment.step !== "failed")
    return (
      <Notice tone="info" role="status">
        <p>{texts[payment.step]}</p>
      </Notice>
    );
  return (
    <Notice tone="warning" role="alert">
      <p>{texts.failed}</p>
      <div className="notice-actions">
        <Link to={orderPath(payment.orderId)}>{texts.showOrder}</Link>
      </div>
    </Notice>
  );
}
