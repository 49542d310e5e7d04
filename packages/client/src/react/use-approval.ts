import type { DeclaredError } from "@onekonsole/billing-contract";
import { useQuery } from "@tanstack/react-query";
import type { BillingError } from "../billing-error.ts";
import { useBillingClient } from "./billing-provider.ts";
import { isTransient } from "./failure.ts";
import { whileTransient } from "./retry.ts";
import { useFailure } from "./use-failure.ts";

const mostRetries = 3;

/** A request to verify the payer's approval, after which the service captures. */
export interface Approval {
  readonly isChecking: boolean;
  /** The service has accepted the approval. */
  readonly isAccepted: boolean;
  /** Why it did not; null while it is being checked. */
  readonly error: BillingError<DeclaredError<"order.approve">> | null;
  readonly retry: () => void;
}

/**
 * Requests the approval of an order once the payer is back from PayPal, which `isReturned` says. Approving is
 * idempotent, so it is kept like a read: one call for an order, however many components use it and however often
 * they render.
 */
export function useApproval(orderId: string, isReturned: boolean): Approval {
  const client = useBillingClient();
  const { isFetching, isSuccess, error, refetch } = useQuery({
    queryKey: [["order", "approve"], { input: { order_id: orderId } }],
    queryFn: () => client.order.approve.mutate({ order_id: orderId }),
    enabled: isReturned,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    ...whileTransient,
    retry: (failures, failure) => failures < mostRetries && isTransient(failure),
  });
  return {
    isChecking: isFetching,
    isAccepted: isSuccess,
    error: useFailure(isFetching ? null : error),
    retry: () => void refetch(),
  };
}
