import { useQuery, useQueryClient } from "@tanstack/react-query";
import { billing } from "../billing.ts";
import { addStep, type Step } from "./timeline.ts";

/**
 * Every step of an order from the first, growing while it is watched. A cut stream is taken up
 * again; once the order is settled, it is looked at again when the window regains the focus,
 * because an operator may have moved it.
 */
export function useOrderSteps(orderId: string, enabled: boolean) {
  const queryClient = useQueryClient();
  const queryKey = ["order-steps", orderId];
  return useQuery({
    queryKey,
    enabled,
    queryFn: async ({ signal }) => {
      const stepsSoFar = () => queryClient.getQueryData<readonly Step[]>(queryKey) ?? [];
      await billing.waitUntilSettled(orderId, {
        signal,
        onUpdate: (update) => {
          if (!signal.aborted) queryClient.setQueryData(queryKey, addStep(stepsSoFar(), update));
        },
      });
      return stepsSoFar();
    },
  });
}
