import { useQuery } from "@tanstack/react-query";
import { billing } from "../billing.ts";
import { isTransient } from "../failure.ts";

const mostRetries = 3;

/**
 * Tells the service that the payer is back from PayPal. Approving twice is approving once, so this
 * is cached like a read: one call an order, however often the page is drawn.
 */
export function useApproval(orderId: string, enabled: boolean) {
  return useQuery({
    queryKey: ["approve", orderId],
    queryFn: () => billing.order.approve.mutate({ order_id: orderId }),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: (failures, error) => failures < mostRetries && isTransient(error),
  });
}
