import type { Money } from "@onekonsole/billing-contract";
import { useLanguage } from "../language/use-language.tsx";
import type { ShownBill } from "./bill.ts";

interface BillTotalProps {
  /** Undefined for a dash. */
  readonly total: Money | undefined;
  readonly bill: ShownBill | undefined;
}

/** The amount to pay, with the VAT that the prices include, or why there is none. */
export function BillTotal({ total, bill }: BillTotalProps) {
  const { formats, language, texts } = useLanguage();
  const hasVat = Number(bill?.rule.rate) > 0;
  const reason = bill?.rule.reason?.[language];
  return (
    <div>
      <p className="bill-total">
        <span>{hasVat && !bill?.rule.included ? texts.bill.totalWithVat : texts.bill.total}</span>
        <strong data-testid="total">{total ? formats.money(total) : "–"}</strong>
      </p>
      {bill?.rule.included && hasVat && (
        <p className="bill-vat">
          <span>{texts.bill.includedVat(formats.percent(bill.rule.rate))}</span>
          <span>{formats.money(bill.vat)}</span>
        </p>
      )}
      {reason && <p className="bill-vat">{reason}</p>}
    </div>
  );
}
