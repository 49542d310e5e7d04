import type { WindowPayment } from "@onekonsole/billing-client/react";
import { Link } from "react-router";
import { useLanguage } from "../language/use-language.tsx";
import { Notice, StatusRegion } from "../notice.tsx";
import { orderPath } from "../order-path.ts";

/** What the payer does next while, or after, PayPal's window is open. */
export function WindowNotice({ payment }: { readonly payment: WindowPayment }) {
  const texts = useLanguage().texts.payPalWindow;
  return (
    <>
      <StatusRegion>
        {payment && payment.step !== "failed" && (
          <Notice tone="info">
            <p>{texts[payment.step]}</p>
          </Notice>
        )}
      </StatusRegion>
      {payment?.step === "failed" && (
        <Notice tone="warning" role="alert">
          <p>{texts.failed}</p>
          <div className="notice-actions">
            <Link to={orderPath(payment.orderId)}>{texts.showOrder}</Link>
          </div>
        </Notice>
      )}
    </>
  );
}
