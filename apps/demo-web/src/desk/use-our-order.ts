import { useQuery } from "@tanstack/react-query";
import { clients } from "./clients.ts";
import type { DeskOrder } from "./desk-order.ts";

/**
 * All that the service has about an order, as an operator reads it. It is read again for each version of
 * the order only: the service limits the requests of one user.
 */
export const useOurOrder = ({ id, ours }: Partial<DeskOrder> = {}) =>
  useQuery({
    queryKey: ["desk-order", id, ours?.version],
    queryFn: ({ signal }) =>
      clients.operator.operator.order.query({ order_id: id ?? "" }, { signal }),
    enabled: ours !== undefined,
    placeholderData: (previous) => (previous?.order_id === id ? previous : undefined),
  });
