import type { AppRouter } from "@onekonsole/billing-contract";
import type { Operation, TRPCClientError, TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { describeFailure, isBillingError } from "./billing-error.ts";
import { isPassing } from "./is-passing.ts";

/** Of a stream, an error that is neither the service's nor the connection's is the caller's own, of its `onData`. */
const isDescribed = ({ type }: Operation, { data, cause }: TRPCClientError<AppRouter>): boolean =>
  type !== "subscription" || data?.billing_code !== undefined || cause instanceof Event;

/**
 * The link that gives each error of a call what `isBillingError` promises. It also ends a stream whose service
 * reports an error that is not a passing one: tRPC would reconnect for ever after `internal`, without a sign.
 */
export const describeFailures: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (envelope) => {
          const { result } = envelope;
          const reported = result.type === "state" && result.state === "connecting" && result.error;
          if (!reported || !reported.data?.billing_code) return observer.next(envelope);
          const failure = describeFailure(reported);
          if (isBillingError(failure) && isPassing(failure)) return observer.next(envelope);
          observer.error(failure);
        },
        error: (error) => observer.error(isDescribed(op, error) ? describeFailure(error) : error),
        complete: () => observer.complete(),
      }),
    );
