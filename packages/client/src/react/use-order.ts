import { type DeclaredError, type Order, stateMeaning } from "@onekonsole/billing-contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { BillingError } from "../billing-error.ts";
import { useBilling } from "./billing-provider.ts";
import { isTransient } from "./failure.ts";
import { addOrder, type OrderStep } from "./order-steps.ts";
import { whileTransient } from "./retry.ts";
import { useFailure } from "./use-failure.ts";
import { useOrderSteps } from "./use-order-steps.ts";

const pollEveryMs = 15_000;
// The stream ends with a settled order, which a refund or an operator may change later.
const pollSettledEveryMs = 60_000;

type OrderError = BillingError<DeclaredError<"order.get">>;

interface Followed {
  /** Its updates, the newest last; empty until the first arrives. */
  readonly steps: readonly OrderStep[];
  /** Reads the order anew at once, without the pause before the next attempt. */
  readonly retry: () => void;
}

/**
 * An order on a page, by `status`. `loading`: not read yet; `error` is why, if an attempt failed. `live`: as the
 * service has it. `stale`: as it was read before; the reads go on. `failed`: the reads have ended with `error`, and
 * `order` is what was read before.
 */
export type LiveOrder = Followed &
  (
    | { readonly status: "loading"; readonly order: undefined; readonly error: OrderError | null }
    | { readonly status: "live"; readonly order: Order; readonly error: null }
    | { readonly status: "stale"; readonly order: Order; readonly error: OrderError | null }
    | { readonly status: "failed"; readonly order: Order | undefined; readonly error: OrderError }
  );

/**
 * Follows an order, with reconnects, for as long as a component uses it: by its stream until it is settled, then
 * by a read every minute. All components of a page share the stream and the reads.
 */
export function useOrder(orderId: string): LiveOrder {
  const queryClient = useQueryClient();
  const billing = useBilling();
  const read = useQuery(
    billing.order.get.queryOptions(
      { order_id: orderId },
      {
        ...whileTransient,
        // The stream delivers the updates; this read detects an unreachable service or a stalled stream.
        refetchInterval: ({ state: { data } }) => data && pollMs(data),
      },
    ),
  );
  const watched = useOrderSteps(orderId, read.data !== undefined);
  const steps = watched.data ?? [];
  const isStreamDown = !watched.data && watched.failureReason !== null;
  const failure = read.failureReason ?? watched.error;
  const error = useFailure<DeclaredError<"order.get">>(failure);
  return {
    ...statusOf(read.data, { error, isOver: !isTransient(failure), isPaused: read.isPaused }),
    steps: read.data && (watched.data || isStreamDown) ? addOrder(steps, read.data) : steps,
    retry: () => {
      void queryClient.resetQueries(billing.order.get.queryFilter({ order_id: orderId }));
    },
  };
}

const pollMs = ({ state }: Order): number =>
  stateMeaning(state).settled ? pollSettledEveryMs : pollEveryMs;

interface Reading {
  readonly error: OrderError | null;
  /** The error ends the reads. */
  readonly isOver: boolean;
  /** TanStack Query waits until the browser is online. */
  readonly isPaused: boolean;
}

type Standing = {
  [Status in LiveOrder["status"]]: Omit<LiveOrder & { status: Status }, keyof Followed>;
};

function statusOf(
  order: Order | undefined,
  { error, isOver, isPaused }: Reading,
): Standing[LiveOrder["status"]] {
  if (error && isOver) return { status: "failed", order, error };
  if (!order) return { status: "loading", order, error };
  return error || isPaused ? { status: "stale", order, error } : { status: "live", order, error };
}
