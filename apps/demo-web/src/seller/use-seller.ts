import { usePrices } from "@onekonsole/billing-client/react";
import type { Seller } from "@onekonsole/billing-contract";

/** The seller; undefined until loaded and where the service has none. */
export const useSeller = (): Seller | undefined => usePrices().prices?.seller ?? undefined;
