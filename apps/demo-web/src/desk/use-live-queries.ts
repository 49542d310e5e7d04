import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { createRefresher } from "./refresher.ts";
import { wireStream } from "./stream.ts";

/** The first part of the keys of all queries that a change of the sandbox makes outdated. */
export const live = "desk";

/** Reads the live queries again whenever the sandbox may have changed, while this is mounted. */
export function useLiveQueries(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const { signal, stop } = createRefresher(
      () => void queryClient.invalidateQueries({ queryKey: [live] }),
    );
    const unfollow = wireStream.follow({
      onOpen: signal,
      // Shows that the sandbox cannot be reached.
      onLost: signal,
      onEntry: signal,
      onActed: signal,
    });
    return () => {
      unfollow();
      stop();
    };
  }, [queryClient]);
}
