import type { WireEntry } from "@onekonsole/billing-sandbox/control";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { control } from "./clients.ts";
import { wireStream } from "./stream.ts";
import { addEntries } from "./wire-entries.ts";

const queryKey = ["desk-wire"];
const shown = 300;

/** The latest requests and responses, oldest first, as they happen. */
export function useWire() {
  const queryClient = useQueryClient();
  useEffect(() => {
    const entries = () => queryClient.getQueryData<readonly WireEntry[]>(queryKey) ?? [];
    return wireStream.follow({
      onOpen: () => void queryClient.invalidateQueries({ queryKey }),
      // A sandbox that is started again counts its entries from 1.
      onLost: () => queryClient.setQueryData(queryKey, []),
      onEntry: (entry) => queryClient.setQueryData(queryKey, addEntries(entries(), [entry])),
    });
  }, [queryClient]);
  return useQuery({
    queryKey,
    queryFn: async () => {
      const { entries } = await control.wire.list({ limit: shown });
      // Entries may have arrived by stream while the response was on its way.
      return addEntries(queryClient.getQueryData<readonly WireEntry[]>(queryKey) ?? [], entries);
    },
    retry: false,
    refetchOnWindowFocus: false,
  });
}
