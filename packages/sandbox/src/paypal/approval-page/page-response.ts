import { debugHeaders } from "../responses.ts";
import { pageStyleSource } from "./page-style.ts";

interface Allowed {
  /** URLs to which a form may lead, beside the page itself. */
  readonly formTargets?: readonly (string | undefined)[];
  /** The hash of the page's only script. */
  readonly scriptSource?: string;
}

/** An HTML response that allows no frames, and only the named scripts and form targets. */
export function pageResponse(
  status: number,
  page: string,
  { formTargets = [], scriptSource }: Allowed = {},
): Response {
  // Browsers also apply form-action to the redirect after a form.
  const targets = formTargets.flatMap((url) => (url ? [new URL(url).origin] : []));
  const policy = [
    "default-src 'none'",
    ...(scriptSource ? [`script-src ${scriptSource}`] : []),
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
