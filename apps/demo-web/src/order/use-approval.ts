import { useQuery } from "@tanstack/react-query";
import { billing } from "../billing.ts";
import { isTransient } from "../failure.ts";

const mostRetries = 3;

/**
 * Sends the approval request after the payer's return from PayPal. Approving is idempotent, so it
 * is cached like a query: one call per order, however often the page renders.
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
