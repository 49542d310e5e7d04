import type { Seller } from "@onekonsole/billing-contract";
import { usePrices } from "../checkout/use-prices.ts";

/** The seller; undefined until loaded and where the service has none. */
export const useSeller = (): Seller | undefined => usePrices().data?.seller ?? undefined;
