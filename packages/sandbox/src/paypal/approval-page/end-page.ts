import type { Call } from "../../http/call.ts";
import { messagePage } from "./message-page.ts";
import { openerOrigin, openerReport, reportScriptSource } from "./opener-report.ts";
import { pageResponse } from "./page-response.ts";
import type { PageMessage, PageTexts } from "./texts.ts";

interface End {
  readonly status: number;
  readonly message: PageMessage;
}

/** The payer's last page at PayPal. In a popup of the browser SDK it also reports the message to its opener. */
export function endPage({ url }: Call, texts: PageTexts, { status, message }: End): Response {
  const orderId = url.searchParams.get("token") ?? "";
  const origin = openerOrigin(url);
  if (!origin) return pageResponse(status, messagePage(texts, message, { orderId }));
  const report = openerReport(origin, message, orderId);
  const page = messagePage(texts, message, { orderId, report });
  return pageResponse(status, page, { scriptSource: reportScriptSource });
}
