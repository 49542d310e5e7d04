import type { Call } from "../http/call.ts";
import { errorResponse } from "./error-response.ts";
import type { WebOrderSandbox } from "./web-order-sandbox.ts";

/** `GET /order/{id}`: one row by web-order's own id. */
export function showOrder(webOrder: WebOrderSandbox, { url }: Call): Response {
  const id = Number(url.pathname.split("/").at(-1));
  const row = webOrder.rows.find((it) => it.id === id);
  return row ? Response.json(row) : errorResponse(404, "record not found");
}
