import { useQuery, useQueryClient } from "@tanstack/react-query";
import { billing } from "../billing.ts";
import { addStep, type Step } from "./timeline.ts";

/**
 * Every update of an order since its creation, while it is watched. Resumes after a disconnect.
 * Once the order is settled, it is read again when the window regains the focus, because an
 * operator may have changed it.
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
