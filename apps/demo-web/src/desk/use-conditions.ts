import { useQuery } from "@tanstack/react-query";
import { control } from "./clients.ts";
import { live } from "./use-live-queries.ts";

/** Every outage, fault and switch of the sandbox that is on. */
export const useConditions = () =>
  useQuery({
    queryKey: [live, "conditions"],
    queryFn: () => control.sandbox.conditions(),
    // The stream reports when the sandbox can be reached again.
    retry: false,
  });
