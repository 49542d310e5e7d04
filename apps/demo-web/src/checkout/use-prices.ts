import { useBilling } from "@onekonsole/billing-client/react";
import { useQuery } from "@tanstack/react-query";
import type { PagePrices } from "../bill/bill.ts";
import { forEverybody } from "../query-client.ts";
import { soldCurrency } from "./checkout-form.ts";

const freshForMs = 5 * 60_000;

/** The prices in the currency of the order. */
export interface PriceList {
  /** The chosen currency if it is sold, otherwise the service's default; the chosen one until loaded. */
  readonly currency: string;
  /** Every currency that is sold, the default first; empty until loaded. */
  readonly currencies: readonly string[];
  /** Undefined until loaded. */
  readonly prices: PagePrices | undefined;
  /** Why the latest attempt failed, until the prices are loaded. */
  readonly error: Error | null;
  /** A request is in progress or a retry is scheduled. */
  readonly isLoading: boolean;
  readonly retry: () => void;
}

/**
 * Loads the currencies that are sold together with the prices of the default one. Only another
 * chosen currency takes a second request.
 */
export function usePriceList(chosen: string): PriceList {
  const initial = usePrices();
  const currencies = initial.data?.currencies ?? [];
  const currency = soldCurrency(chosen, currencies);
  const isOther = initial.data !== undefined && currency !== currencies[0];
  const other = usePrices(currency, isOther);
  const { data, failureReason, error, isFetching, refetch } = isOther ? other : initial;
  return {
    currency,
    currencies,
    prices: data,
    error: data ? null : (failureReason ?? error),
    isLoading: isFetching,
    retry: () => void refetch(),
  };
}

/** The prices in a currency, by default the service's first; the response has the seller, too. */
export function usePrices(currency?: string, enabled = true) {
  const input = currency === undefined ? undefined : { currency };
  const options = { enabled, staleTime: freshForMs, meta: forEverybody };
  return useQuery(useBilling().order.prices.queryOptions(input, options));
}
