import { useQuery } from "@tanstack/react-query";
import { billing } from "../billing.ts";

const freshForMs = 5 * 60_000;

/** The prices in a currency, or in the service's default one. Retries while the failure is transient. */
export function usePrices(currency?: string) {
  return useQuery({
    queryKey: ["prices", currency ?? "default"],
    queryFn: ({ signal }) => billing.order.prices.query({ currency }, { signal }),
    staleTime: freshForMs,
  });
}

/** The currencies the service sells in; empty until they are loaded. */
export const useCurrencies = (): readonly string[] => usePrices().data?.currencies ?? [];
