import { useQuery } from "@tanstack/react-query";
import { clients } from "./clients.ts";
import type { DeskOrder } from "./desk-order.ts";
import { live } from "./use-live-queries.ts";

/** All that the service has about an order, as an operator reads it. */
export const useOurOrder = (order: DeskOrder | undefined) =>
  useQuery({
    queryKey: [live, "our-order", order?.id],
    queryFn: ({ signal }) =>
      clients.operator.operator.order.query({ order_id: order?.id ?? "" }, { signal }),
    enabled: order?.ours !== undefined,
  });
