import { isStorage } from "@onekonsole/billing-contract";
import { useLanguage } from "../language/use-language.tsx";
import type { ShownBill } from "./bill.ts";

/** The lines of a bill, and the VAT that the prices exclude; a storage with its size and unit price. */
export function BillLines({ bill }: { readonly bill: ShownBill | undefined }) {
  const { formats, texts } = useLanguage();
  return (
    <dl className="bill">
      {bill?.lines.map(({ item, quantity, unit_amount, amount }) => (
        <div key={item}>
          <dt>
            {texts.bill.items[item]}
            {isStorage(item) && (
              // The space lets the quantity wrap on a narrow screen.
              <>
                {" "}
                <span className="bill-quantity">
                  {formats.gigabytes(quantity)} × {formats.money(unit_amount)}
                </span>
              </>
            )}
          </dt>
          <dd>{formats.money(amount)}</dd>
        </div>
      ))}
      {bill && !bill.rule.included && (
        <>
          <div className="bill-sum">
            <dt>{texts.bill.net}</dt>
            <dd>{formats.money(bill.net)}</dd>
          </div>
          <div>
            <dt>{texts.bill.vat(formats.percent(bill.rule.rate))}</dt>
            <dd>{formats.money(bill.vat)}</dd>
          </div>
        </>
      )}
    </dl>
  );
}
