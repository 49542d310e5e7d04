import { type AppOutputs, stateMeaning } from "@onekonsole/billing-contract";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useBilling } from "./billing-provider.ts";

type ListedOrder = AppOutputs["order"]["list"]["orders"][number];

export interface OpenOrderOptions {
  /** By default, the user of the token. */
  readonly userId?: string | undefined;
  /** Such as whether the user is known yet; true by default. */
  readonly enabled?: boolean;
}

/**
 * The newest order that waits for its payment or is being processed, so that a page can offer to go on with it
 * instead of a second payment; undefined if the user's latest 50 are settled.
 */
export function useOpenOrder({ userId, enabled = true }: OpenOrderOptions = {}):
  | ListedOrder
  | undefined {
  const input = { limit: 50, ...(userId === undefined ? {} : { user_id: userId }) };
  const { data } = useQuery(useBilling().order.list.queryOptions(enabled ? input : skipToken));
  return data?.orders.find(({ state }) => !stateMeaning(state).settled);
}
