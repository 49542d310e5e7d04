import type { BillingError } from "@onekonsole/billing-client/react";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { useLanguage } from "../language/use-language.tsx";
import { FailureNotice, Notice } from "../notice.tsx";
import { problemsElsewhere } from "./server-problems.ts";
import type { Checkout } from "./use-checkout.ts";

/** Why the order failed: the fields to correct, otherwise the service's error. */
export function SubmitProblem({ checkout }: { readonly checkout: Checkout }) {
  const { problems, error: failure, seenAmount } = checkout;
  const { formats, texts } = useLanguage();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone, the button is in reach where the notice is not. Chromium returns a promise here, no clean-up.
    notice.current?.scrollIntoView({ block: "nearest" });
  }, [failure]);
  if (Object.keys(problems).length > 0) {
    return (
      <Notice tone="error">
        <p>{texts.checkout.summary.checkFields}</p>
      </Notice>
    );
  }
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
    <div ref={notice}>
      <FailureNotice failure={failure} details={change} englishDetails={elsewhere}>
        <WayOn failure={failure} />
      </FailureNotice>
    </div>
  );
}

function WayOn({ failure: { action, code } }: { readonly failure: BillingError }) {
  const { errors, layout } = useLanguage().texts;
  if (code === "too_many_open_orders") return <Link to="/orders">{layout.yourOrders}</Link>;
  if (action !== "retry") return null;
  return (
    <button type="submit" className="button">
      {errors.tryAgain}
    </button>
  );
}
