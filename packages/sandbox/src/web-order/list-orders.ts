import type { Call } from "../http/call.ts";
import { errorAnswer } from "./error-answer.ts";
import type { WebOrderSandbox } from "./web-order-sandbox.ts";

const pageLimit = 10;

/** `POST /orders?start=&count=`: a page of at most ten orders, in no promised order. */
export function listOrders(webOrder: WebOrderSandbox, { url, json }: Call): Response {
  const start = Number(url.searchParams.get("start") ?? 0);
  const count = Number(url.searchParams.get("count") ?? pageLimit);
  const sound = [start, count].every((number) => Number.isInteger(number) && number >= 0);
  if (!sound) return errorAnswer(400, "start and count must be whole numbers");
  if (typeof json !== "object" || json === null) return errorAnswer(400, "body must be an object");
  const userId = "user_id" in json ? String(json.user_id) : undefined;
  if (userId && webOrder.failsFor(userId)) return errorAnswer(500, "PayPal order not found");
  return Response.json(webOrder.listing.page(start, Math.min(count, pageLimit), userId));
}
