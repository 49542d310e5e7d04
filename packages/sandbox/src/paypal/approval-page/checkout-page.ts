import { payer } from "../accounts.ts";
import type { OrderRecord } from "../order-record.ts";
import { paymentMethods } from "../payment-outcome.ts";
import { formatAmount } from "./format-amount.ts";
import { type Html, html } from "./html.ts";
import { layOutPage } from "./page-layout.ts";
import type { PageLocale } from "./page-locale.ts";
import { purchaseSummary } from "./purchase-summary.ts";
import { describePurchase } from "./purchase.ts";
import { testControls } from "./test-controls.ts";
import type { PageTexts } from "./texts.ts";

/** The page of a payable order. */
export function checkoutPage(order: OrderRecord, { texts, locale }: PageLocale): string {
  const purchase = describePurchase(order);
  const merchant = purchase.merchant ?? texts.unnamedMerchant;
  const title = texts.payTo(merchant);
  const main = html`<main class="checkout">
    <div class="intro">
      <h1>${title}</h1>
      <p class="amount">${purchase.total && formatAmount(purchase.total, locale)}</p>
    </div>
    ${purchaseSummary({ order, purchase, merchant }, { texts, locale })}
    <form id="decision" method="post" class="card">
      ${order.declines.length > 0 && html`<p class="notice" role="alert">${texts.declined}</p>`}
      <p class="quiet">
        ${texts.signedIn} <b>${payer.name.given_name} ${payer.name.surname}</b
        ><br />${payer.email_address}
      </p>
      ${methodChoice(order, texts)}
      <button class="pay" name="action" value="pay">
        ${order.paysNow ? texts.payNow : texts.continue}
      </button>
      <button name="action" value="cancel">${texts.cancel}</button>
      ${!order.paysNow && html`<p class="quiet">${texts.continueHint(merchant)}</p>`}
    </form>
  </main>`;
  return layOutPage(texts, { title, main, after: testControls("decision", texts) });
}

/** After a decline, another method is preselected; a declined one may still be tried again. */
function methodChoice({ declines }: OrderRecord, texts: PageTexts): Html {
  const declined = new Set(declines.map(({ method }) => method ?? paymentMethods[0]));
  const [preselected = paymentMethods[0]] = paymentMethods.filter((it) => !declined.has(it));
  const options = paymentMethods.map(
    (method) =>
      html`<label
        ><input
          type="radio"
          name="method"
          value="${method}"
          ${method === preselected && html` checked`}
        />
        <span
          >${texts.methods[method]}${declined.has(method) && ` (${texts.declinedMethod})`}</span
        ></label
      >`,
  );
  return html`<fieldset>
    <legend>${texts.payWith}</legend>
    ${options}
  </fieldset>`;
}
