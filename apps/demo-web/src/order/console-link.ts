import { safeLink } from "@onekonsole/billing-client/react";
import type { Order } from "@onekonsole/billing-contract";

type ConsoleOrder = Pick<Order, "order_details" | "web_order_id">;

/**
 * The cluster's page in the console, from a URL with the placeholders {cluster_name} and
 * {web_order_id}. Undefined without a URL, for one that is not safe, and before the number that it
 * needs is known.
 */
export function consoleLink(
  url: string | undefined,
  { order_details, web_order_id }: ConsoleOrder,
): string | undefined {
  if (!url || (web_order_id === null && url.includes("{web_order_id}"))) return undefined;
  return safeLink(
    url
      .replaceAll("{cluster_name}", encodeURIComponent(order_details.cluster_name))
      .replaceAll("{web_order_id}", String(web_order_id)),
  );
}
