import { useMutation, useQueryClient } from "@tanstack/react-query";
import { describeFailure } from "./describe-failure.ts";
import { live } from "./use-live-queries.ts";

/** An action with a text. */
interface Performable {
  readonly label: string;
  readonly perform: () => Promise<unknown>;
}

/** Performs one action at a time, and reads everything again after it. */
export function useAction<Action extends Performable>() {
  const queryClient = useQueryClient();
  const { mutate, variables, isPending, isSuccess, error, reset } = useMutation({
    mutationFn: (action: Action) => action.perform(),
    // Not awaited: the action is done, whether or not the world can be read.
    onSettled: () => void queryClient.invalidateQueries({ queryKey: [live] }),
  });
  return {
    perform: (action: Action) => {
      if (!isPending) mutate(action);
    },
    /** The last action. */
    action: variables,
    isPending,
    isSuccess,
    failure: error ? describeFailure(error) : undefined,
    reset,
  };
}
