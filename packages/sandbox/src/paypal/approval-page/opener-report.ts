import { createHash } from "node:crypto";
import { payer } from "../accounts.ts";
import { Html, html } from "./html.ts";
import type { PageMessage } from "./texts.ts";

// `opener` is null if the page that opened the popup is closed: the payer then reads the message.
const script = `{
const { opener, ...outcome } = document.getElementById("outcome").dataset;
window.opener?.postMessage({ type: "paypal-sandbox-outcome", ...outcome }, opener);
}`;
const scriptElement = new Html(`<script>${script}</script>`);

/** The source that allows the script in a content security policy. */
export const reportScriptSource = `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

/** What the browser SDK reports to its page: its state, and the code of an error. */
const outcomes: Readonly<
  Record<PageMessage, { state: "approved" | "canceled" | "error"; code?: string }>
> = {
  approved: { state: "approved" },
  cancelled: { state: "canceled" },
  paid: { state: "error", code: "ORDER_ALREADY_CAPTURED" },
  failed: { state: "error", code: "INSTRUMENT_DECLINED" },
  expired: { state: "error", code: "INVALID_RESOURCE_ID" },
  unknown: { state: "error", code: "INVALID_RESOURCE_ID" },
};

/** The origin that the browser SDK named when it opened the page as a popup; undefined for a page of its own. */
export function openerOrigin({ searchParams }: URL): string | undefined {
  const origin = searchParams.get("opener_origin");
  return origin && /^https?:$/.test(URL.parse(origin)?.protocol ?? "") ? origin : undefined;
}

/** Markup that reports the message to the popup's opener, if the opener still has this origin. */
export function openerReport(origin: string, message: PageMessage, orderId: string): Html {
  const { state, code = "" } = outcomes[message];
  return html`<div
      hidden
      id="outcome"
      data-opener="${origin}"
      data-state="${state}"
      data-code="${code}"
      data-order-id="${orderId}"
      data-payer-id="${payer.payer_id}"
    ></div>
    ${scriptElement}`;
}
