import type { OrderRecord } from "../order-record.ts";
import { formatAmount } from "./format-amount.ts";
import { type Html, html } from "./html.ts";
import type { PageLocale } from "./page-locale.ts";
import type { Purchase, PurchaseLine } from "./purchase.ts";

interface Summarized {
  readonly order: OrderRecord;
  readonly purchase: Purchase;
  readonly merchant: string;
}

/** The lines of a purchase, what its total consists of, and the order's id. */
export function purchaseSummary(
  { order, purchase, merchant }: Summarized,
  { texts, locale }: PageLocale,
): Html {
  const { breakdown, total } = purchase;
  const line = ({ name, description, quantity, amount }: PurchaseLine) =>
    html`<li>
      <span
        >${name ?? merchant} ${description && html`<br /><span class="quiet">${description}</span>`}
        ${quantity && html`<br /><span class="quiet">${texts.quantity(quantity)}</span>`}</span
      >
      <span>${formatAmount(amount, locale)}</span>
    </li>`;
  const row = (name: string, value: string, kind = "") =>
    html`<div class="row ${kind}">
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`;
  const ships = breakdown.some(([part]) => part === "shipping");
  return html`<section class="card summary" aria-labelledby="summary">
    <h2 id="summary">${texts.summary}</h2>
    <ul>
      ${purchase.lines.map(line)}
    </ul>
    <dl>
      ${breakdown.map(([part, amount]) => row(texts.breakdown[part], formatAmount(amount, locale)))}
      ${!ships && row(texts.shipping, texts.noShipping)}
      ${total && row(texts.total, formatAmount(total, locale), "total")}
      ${row(texts.orderId, order.id, "quiet id")}
    </dl>
  </section>`;
}
