import type { Order } from "@onekonsole/billing-contract";
import { orderStateMeaning } from "@onekonsole/billing-contract";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { billing } from "../billing.ts";
import { addStep, type Step } from "./timeline.ts";
import { useOrderSteps } from "./use-order-steps.ts";

const pollEveryMs = 15_000;
// The stream ends with a settled order, which a refund or an operator may change later.
const pollSettledEveryMs = 60_000;

/** An order with its updates, for the page. */
export interface FollowedOrder {
  /** Undefined until the first response. */
  readonly order: Order | undefined;
  /** Its updates, the newest last; empty until the first arrives. */
  readonly steps: readonly Step[];
  /** The error of the latest read, which is retried if the error is transient. */
  readonly error: Error | null;
  /** Reads the order anew at once, without the pause before the next attempt. */
  readonly retry: () => void;
}

/** Follows an order, with reconnects: by its stream until it is settled, then by a read every minute. */
export function useOrder(orderId: string): FollowedOrder {
  const queryClient = useQueryClient();
  const { data: order, failureReason } = useOrderDetails(orderId, 0);
  const watched = useOrderSteps(orderId, order !== undefined);
  // The version in the key makes every update read the details again, so that none are outdated.
  const version = watched.data?.at(-1)?.version ?? 0;
  const latest = useOrderDetails(orderId, version);
  const newest = newerOf(latest.data, order);
  const isStreamDown = !watched.data && watched.failureReason !== null;
  const steps = watched.data ?? [];
  return {
    order: newest,
    steps: newest && (watched.data || isStreamDown) ? withOrder(steps, newest) : steps,
    error: latest.failureReason ?? failureReason,
    retry: () => void queryClient.resetQueries({ queryKey: ["order", orderId] }),
  };
}

/** Either read may be the newer one. */
const newerOf = (one: Order | undefined, other: Order | undefined): Order | undefined =>
  one && other && other.version > one.version ? other : (one ?? other);

function useOrderDetails(orderId: string, version: number) {
  return useQuery({
    queryKey: ["order", orderId, version],
    queryFn: ({ signal }) => billing.order.get.query({ order_id: orderId }, { signal }),
    placeholderData: keepPreviousData,
    // The stream delivers the updates; this read detects an unreachable service or a stalled
    // stream.
    refetchInterval: ({ state }) => {
      // The first read is repeated; one for an update is made once.
      if (!state.data || version > 0) return false;
      return orderStateMeaning[state.data.state].settled ? pollSettledEveryMs : pollEveryMs;
    },
  });
}

/** The updates, with the state of a newer response: the stream of a settled order has ended. */
function withOrder(steps: readonly Step[], order: Order): readonly Step[] {
  return addStep(steps, { ...order, time: order.history.at(-1)?.time ?? null });
}
