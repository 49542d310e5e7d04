import { orderPrice, priceLines, type TaxedPrices } from "@onekonsole/billing-contract/browser";
import { useLanguage } from "../language/use-language.tsx";
import type { CheckoutForm } from "./checkout-form.ts";
import { toPricedDetails } from "./form-input.ts";

interface OrderSummaryProps {
  readonly form: CheckoutForm;
  readonly prices: TaxedPrices | undefined;
}

/** The price in lines; a dash while a price or a number is missing. */
export function OrderSummary({ form, prices }: OrderSummaryProps) {
  const { formats, texts } = useLanguage();
  const { summary } = texts.checkout;
  const details = toPricedDetails(form);
  const lines = details && prices ? priceLines(details, prices, form.currency) : [];
  const total =
    details && prices ? formats.money(orderPrice(details, prices, form.currency)) : undefined;
  return (
    <>
      <dl className="bill">
        {lines.map(({ label, minorUnits }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{formats.minorUnits(minorUnits, form.currency)}</dd>
          </div>
        ))}
      </dl>
      <p className="bill-total">
        <span>{summary.total}</span>
        <strong data-testid="total">{total ?? "–"}</strong>
      </p>
    </>
  );
}
