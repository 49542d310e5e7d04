import type { Order } from "@onekonsole/billing-contract";
import { orderStateMeaning } from "@onekonsole/billing-contract/browser";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { billing } from "../billing.ts";
import { addStep, type Step } from "./timeline.ts";
import { useOrderSteps } from "./use-order-steps.ts";

const pollEveryMs = 15_000;

/** An order as it is followed on screen. */
export interface FollowedOrder {
  /** Undefined until the first answer. */
  readonly order: Order | undefined;
  /** Its life so far, the newest step last; empty until the first of them comes. */
  readonly steps: readonly Step[];
  /** Why the latest attempt to read it failed; it goes on trying if that is a passing failure. */
  readonly error: Error | null;
}

/** Follows an order live, through reconnects, until nothing more happens to it by itself. */
export function useOrder(orderId: string): FollowedOrder {
  const { data: order, failureReason } = useOrderDetails(orderId, 0);
  const watched = useOrderSteps(orderId, order !== undefined);
  // The version in the key makes every step read the details anew, so older ones never stay.
  const version = watched.data?.at(-1)?.version ?? 0;
  const latest = useOrderDetails(orderId, version);
  const newest = latest.data ?? order;
  const isStreamDown = !watched.data && watched.failureReason !== null;
  const steps = watched.data ?? [];
  return {
    order: newest,
    steps: newest && (watched.data || isStreamDown) ? withOrder(steps, newest) : steps,
    error: latest.failureReason ?? failureReason,
  };
}

function useOrderDetails(orderId: string, version: number) {
  return useQuery({
    queryKey: ["order", orderId, version],
    queryFn: ({ signal }) => billing.order.get.query({ order_id: orderId }, { signal }),
    placeholderData: keepPreviousData,
    // The stream brings the news; this notices a service that is gone or a stream that is stuck.
    refetchInterval: ({ state }) =>
      state.data && !orderStateMeaning[state.data.state].settled ? pollEveryMs : false,
  });
}

/** The steps with the state of a newer response, whose time is unknown. */
function withOrder(steps: readonly Step[], { version, state, problem }: Order): readonly Step[] {
  return addStep(steps, { version, state, problem, time: null });
}
