import { STATUS_CODES } from "node:http";

/** web-order's only error shape. */
export function errorResponse(status: number, error: string): Response {
  return Response.json({ error }, { status });
}

// web-order returns no other error statuses; others come from the ingress in front of it.
const ownStatuses: ReadonlySet<number> = new Set([400, 404, 500]);

/** An error response in web-order's own shape, or as the ingress's page. */
export function failureResponse(status: number): Response {
  if (ownStatuses.has(status)) return errorResponse(status, `simulated failure ${status}`);
  const title = `${status} ${STATUS_CODES[status] ?? ""}`;
  const body = `<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>`;
  return new Response(
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n${body}\r\n</body>\r\n</html>\r\n`,
    { status, headers: { "content-type": "text/html" } },
  );
}
