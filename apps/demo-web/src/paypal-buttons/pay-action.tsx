import type { WindowPayment } from "@onekonsole/billing-client/react";
import { useEffect, useRef, useState } from "react";
import type { Checkout } from "../checkout/use-checkout.ts";
import { useLanguage } from "../language/use-language.tsx";
import { payPalSettings } from "./settings.ts";
import { usePayPalButton } from "./use-paypal-button.ts";
import { WindowNotice } from "./window-notice.tsx";

/**
 * The checkout's one primary action. It leads to PayPal's page, until PayPal's own button is usable, and again
 * after that button failed.
 */
export function PayAction({ checkout }: { readonly checkout: Checkout }) {
  const texts = useLanguage().texts.checkout.summary;
  const { Button, isUsable, setAvailability } = usePayPalButton();
  const { userId } = checkout.form;
  const [latest, setLatest] = useState<{ userId: string; payment: WindowPayment }>();
  const payment = latest?.userId === userId ? latest.payment : undefined;
  // What follows belongs to the user who opened the window, also after a switch of the account.
  const report = (happened: WindowPayment) =>
    setLatest((opened) => ({
      userId: opened && happened?.step !== "open" ? opened.userId : userId,
      payment: happened,
    }));
  const redirect = useRef<HTMLButtonElement>(null);
  const [isFocused, setFocused] = useState(false);
  const hasFailed = payment?.step === "failed";
  const { prices } = checkout.priceList;
  // Enter in a field leads to PayPal's page, also while PayPal's button is there.
  const isRedirecting = checkout.isBusy && payment?.step !== "open";
  // A button that has the focus is not exchanged.
  const isShown = isUsable && prices !== undefined && !hasFailed && !isFocused && !isRedirecting;
  useEffect(() => {
    if (hasFailed || isRedirecting) redirect.current?.focus();
  }, [hasFailed, isRedirecting]);
  return (
    <>
      <WindowNotice payment={payment} />
      <div className="pay-action">
        <button
          ref={redirect}
          type="submit"
          className="button button-primary"
          hidden={isShown}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          disabled={!prices}
          aria-disabled={checkout.isBusy}
        >
          {checkout.isBusy ? texts.openingPayPal : texts.pay}
        </button>
        {Button && payPalSettings && (
          <Button
            settings={payPalSettings}
            checkout={checkout}
            isShown={isShown}
            onAvailability={setAvailability}
            onPayment={report}
          />
        )}
      </div>
    </>
  );
}
