import { useQuery } from "@tanstack/react-query";
import { billing } from "../billing.ts";
import type { Currency } from "./checkout-form.ts";

const freshForMs = 5 * 60_000;

/** The prices in a currency; asked again until they come, as long as the failure is a passing one. */
export function usePrices(currency: Currency) {
  return useQuery({
    queryKey: ["prices", currency],
    queryFn: ({ signal }) => billing.order.prices.query({ currency }, { signal }),
    staleTime: freshForMs,
  });
}
