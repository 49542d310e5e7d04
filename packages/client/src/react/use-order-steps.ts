import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import type { OrderUpdate } from "../wait-until-settled.ts";
import { useBilling, useBillingClient } from "./billing-provider.ts";
import type { BillingOptions } from "./options-types.ts";
import { addStep } from "./order-steps.ts";
import { whileTransient } from "./retry.ts";

/**
 * Every update of an order since its creation, while it is watched: one stream for all components. After an
 * update, the order and the lists that are on screen are read again. Once the order is settled, the stream is
 * opened again when the window regains the focus, because an operator may have changed the order.
 */
export function useOrderSteps(orderId: string, enabled: boolean) {
  const client = useBillingClient();
  const billing = useBilling();
  const queryClient = useQueryClient();
  const queryKey = [["order", "watch"], { input: { order_id: orderId } }] as const;
  return useQuery<readonly OrderUpdate[]>({
    ...whileTransient,
    queryKey,
    enabled,
    queryFn: async ({ signal }) => {
      const stepsSoFar = () => queryClient.getQueryData<readonly OrderUpdate[]>(queryKey) ?? [];
      await client.waitUntilSettled(orderId, {
        signal,
        onUpdate: (update) => {
          if (signal.aborted) return;
          queryClient.setQueryData(queryKey, addStep(stepsSoFar(), update));
          void readAgain(queryClient, billing, update);
        },
      });
      return stepsSoFar();
    },
  });
}

/** Reads what an update has changed. The first updates of a stream are those that an earlier read has shown. */
async function readAgain(
  queryClient: QueryClient,
  { order }: BillingOptions,
  { order_id, version }: OrderUpdate,
): Promise<void> {
  const known = queryClient.getQueryData(order.get.queryKey({ order_id }));
  if (known && known.version >= version) return;
  await Promise.all([
    queryClient.invalidateQueries(order.get.queryFilter({ order_id })),
    queryClient.invalidateQueries(order.list.pathFilter()),
  ]);
}
