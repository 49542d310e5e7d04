import type { OrderRecord } from "../order-record.ts";
import { debugHeaders } from "../responses.ts";
import { pageStyleSource } from "./page-style.ts";

/** An HTML response that allows no scripts and no frames, and forms only to itself and the order's return URLs. */
export function pageResponse(status: number, page: string, order?: OrderRecord): Response {
  // Browsers also apply form-action to the redirect after a form.
  const targets = [order?.returnUrl, order?.cancelUrl].flatMap((url) =>
    url ? [new URL(url).origin] : [],
  );
  const policy = [
    "default-src 'none'",
    `style-src ${pageStyleSource}`,
    `form-action ${["'self'", ...new Set(targets)].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return new Response(page, {
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
