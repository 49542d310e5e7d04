import type { AppOutputs, DeclaredError } from "@onekonsole/billing-contract";
import { useQuery } from "@tanstack/react-query";
import type { BillingError } from "../billing-error.ts";
import { useBilling } from "./billing-provider.ts";
import { whileTransient } from "./retry.ts";
import { useFailure } from "./use-failure.ts";

const freshForMs = 5 * 60_000;

/** The prices in the currency of the order. */
export interface PriceList {
  /** The chosen currency if it is sold, otherwise the service's default; the chosen one until loaded. */
  readonly currency: string;
  /** Every currency that is sold, the default first; empty until loaded. */
  readonly currencies: readonly string[];
  /** Undefined until loaded. */
  readonly prices: Omit<AppOutputs["order"]["prices"], "currencies"> | undefined;
  /** Why the latest attempt failed, until the prices are loaded. */
  readonly error: BillingError<DeclaredError<"order.prices">> | null;
  /** A request is in progress or a retry is scheduled. */
  readonly isLoading: boolean;
  readonly retry: () => void;
}

/**
 * Loads the currencies that are sold together with the prices of the default one. Only another chosen currency
 * takes a second request.
 */
export function usePrices(chosen = ""): PriceList {
  const initial = useList(undefined, true);
  const currencies = initial.data?.currencies ?? [];
  const currency = soldCurrency(chosen, currencies);
  const isOther = initial.data !== undefined && currency !== currencies[0];
  const other = useList(currency, isOther);
  const { data, failureReason, error, isFetching, refetch } = isOther ? other : initial;
  return {
    currency,
    currencies,
    prices: data,
    error: useFailure(data ? null : (failureReason ?? error)),
    isLoading: isFetching,
    retry: () => void refetch(),
  };
}

/** The chosen currency if it is sold, otherwise the first that is sold. */
export const soldCurrency = (chosen: string, currencies: readonly string[]): string =>
  currencies.includes(chosen) ? chosen : (currencies[0] ?? chosen);

function useList(currency: string | undefined, enabled: boolean) {
  const input = currency === undefined ? undefined : { currency };
  const options = { ...whileTransient, enabled, staleTime: freshForMs };
  return useQuery(useBilling().order.prices.queryOptions(input, options));
}
