import { createHash } from "node:crypto";
import type { Money } from "./money.ts";
import type { OrderRecord } from "./order-record.ts";
import { debugHeaders } from "./responses.ts";

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; background: light-dark(#f2f4f8, #12161f); color: light-dark(#1a2130, #e8ecf4); }
main { box-sizing: border-box; max-width: 28rem; margin: 8vh auto; padding: 2rem;
  background: light-dark(#fff, #1c2230); border-radius: 1rem; }
h1 { font-size: 1.25rem; margin: 0 0 .25rem; }
.label { margin: 0 0 1.5rem; padding: .4rem .8rem; border-radius: .5rem; font-weight: 600;
  background: light-dark(#fff0c2, #4a3b08); color: light-dark(#4a3900, #ffe9a8); }
.amount { font-size: 2rem; font-weight: 700; margin: 0; }
dl { margin: 1rem 0 1.5rem; } dt { opacity: .75; } dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
label, select { display: block; width: 100%; font: inherit; } select { margin: .25rem 0 1rem; padding: .5rem; }
.check { display: flex; gap: .6rem; margin-bottom: 1.5rem; } .check input { flex: none; width: 1.2rem; }
button { display: block; width: 100%; margin-top: .75rem; padding: .8rem; border-radius: 2rem;
  border: 2px solid light-dark(#0a53a8, #7db4f5); font: inherit; font-weight: 600; cursor: pointer;
  background: none; color: light-dark(#0a53a8, #9cc7fa); }
button.pay { background: #0a53a8; color: #fff; border-color: #0a53a8; }
:focus-visible { outline: 3px solid light-dark(#c25e00, #ffb35c); outline-offset: 2px; }
`;
const styleHash = createHash("sha256").update(style).digest("base64");

/** The approval page of a payable order. */
export function payPage(order: OrderRecord): string {
  const amount = order.purchase_units.map((unit) => moneyText(unit.amount)).join(" + ");
  const merchant =
    order.brandName ?? order.purchase_units[0]?.description ?? "the sandbox merchant";
  return page(
    "Approve your payment",
    `<p class="amount">${escaped(amount)}</p>
<dl><dt>To</dt><dd>${escaped(merchant)}</dd><dt>Order</dt><dd>${escaped(order.id)}</dd></dl>
<form method="post">
<label for="ending">How the payment ends</label>
<select id="ending" name="ending">
<option value="COMPLETED">It completes</option>
<option value="DECLINED">It is declined</option>
<option value="PENDING">It stays pending: PayPal reviews it</option>
<option value="PENDING ECHECK">It stays pending: a bank transfer</option>
<option value="PENDING RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION">It stays pending: the merchant must accept</option>
</select>
<label class="check"><input type="checkbox" name="capture_in_browser" value="yes">
<span>Capture in the browser, as the old console does</span></label>
<button class="pay" name="action" value="pay">Pay now</button>
<button name="action" value="cancel">Cancel and return</button>
</form>`,
  );
}

/** A page with a message and no form. */
export function messagePage(title: string, message: string): string {
  return page(title, `<p>${escaped(message)}</p>`);
}

/** An HTML response that allows no scripts and no frames, and forms only to itself and the order's return URLs. */
export function htmlResponse(status: number, html: string, order?: OrderRecord): Response {
  // Browsers also apply form-action to the redirect after a form.
  const targets = [order?.returnUrl, order?.cancelUrl].flatMap((url) =>
    url ? [new URL(url).origin] : [],
  );
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    `form-action ${["'self'", ...new Set(targets)].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return new Response(html, {
    status,
    headers: {
      ...debugHeaders(),
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy.join("; "),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)} – PayPal sandbox</title><style>${style}</style></head>
<body><main><p class="label">PayPal sandbox – simulated, no money moves</p>
<h1>${escaped(title)}</h1>
${content}
</main></body></html>`;
}

function moneyText({ value, currency_code }: Money): string {
  return `${value} ${currency_code}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
