import { createContext, createElement, type ReactNode, useContext, useMemo } from "react";
import type { BillingClient } from "../create-billing-client.ts";
import { createBillingOptions } from "./create-billing-options.ts";
import type { BillingOptions } from "./options-types.ts";

interface Billing {
  readonly client: BillingClient;
  readonly options: BillingOptions;
}

const BillingContext = createContext<Billing | undefined>(undefined);

export interface BillingProviderProps {
  /** Made once, outside the components. */
  readonly client: BillingClient;
  readonly children?: ReactNode;
}

/** Gives the hooks below it their client. It stands below TanStack Query's QueryClientProvider. */
export function BillingProvider({ client, children }: BillingProviderProps): ReactNode {
  const value = useMemo(() => ({ client, options: createBillingOptions({ client }) }), [client]);
  return createElement(BillingContext.Provider, { value }, children);
}

function useContextValue(): Billing {
  const billing = useContext(BillingContext);
  if (!billing) throw new Error("The hooks of billing work inside a <BillingProvider> only.");
  return billing;
}

/** The procedures as options for TanStack Query, such as `useQuery(useBilling().order.get.queryOptions(…))`. */
export const useBilling = (): BillingOptions => useContextValue().options;

/** The client itself, for a call outside TanStack Query. */
export const useBillingClient = (): BillingClient => useContextValue().client;
