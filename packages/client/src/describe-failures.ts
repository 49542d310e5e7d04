import type { AppRouter } from "@onekonsole/billing-contract";
import type { Operation, TRPCClientError, TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { describeFailure } from "./billing-error.ts";

/** A stream reconnects by itself; without the service's error, it ended because of the caller's own code. */
const isDescribed = ({ type }: Operation, { data }: TRPCClientError<AppRouter>): boolean =>
  type !== "subscription" || data?.billing_code !== undefined;

/** The link that gives each error of a call what `isBillingError` promises. */
export const describeFailures: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (result) => observer.next(result),
        error: (error) => observer.error(isDescribed(op, error) ? describeFailure(error) : error),
        complete: () => observer.complete(),
      }),
    );
