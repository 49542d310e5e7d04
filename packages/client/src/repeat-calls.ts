import type { AppInputs, AppRouter } from "@onekonsole/billing-contract";
import { type Operation, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable, type Unsubscribable } from "@trpc/server/observable";
import { isBillingError } from "./billing-error.ts";
import { isPassing } from "./is-passing.ts";
import { jittered, pause } from "./pause.ts";
import { randomKey } from "./random-key.ts";

const firstPauseMs = 200;
const longestPauseMs = 5_000;

/**
 * The link that repeats queries, and the creation of an order, while their failure is a passing one. It stands
 * before `describeFailures`, whose codes it reads. No attempt begins later than `forMs` after the call. All attempts of a creation have one idempotency key, so that they
 * create one order. Other mutations are the caller's to repeat.
 */
export const repeatCalls =
  (forMs: number): TRPCLink<AppRouter> =>
  () =>
  ({ op, next }) => {
    if (op.type === "subscription" || (op.type === "mutation" && op.path !== "order.create"))
      return next(op);
    const call = op.path === "order.create" ? withIdempotencyKey(op) : op;
    const startedAt = performance.now();
    return observable((observer) => {
      let isOver = false;
      let attempt: Unsubscribable | undefined;
      const repeat = async (error: TRPCClientError<AppRouter>, attempts: number) => {
        const ms = pauseAfter(error, attempts);
        if (ms === null || performance.now() - startedAt + ms > forMs) return observer.error(error);
        await pause(ms, op.signal);
        if (!isOver) send(attempts + 1);
      };
      const send = (attempts: number) => {
        attempt = next(call).subscribe({
          next: (result) => observer.next(result),
          error: (error) => void repeat(error, attempts),
          complete: () => observer.complete(),
        });
      };
      send(1);
      // A batch is aborted with all its calls only, so the call does not wait for the others.
      const abort = () => observer.error(abortedCall());
      op.signal?.addEventListener("abort", abort, { once: true });
      return () => {
        isOver = true;
        op.signal?.removeEventListener("abort", abort);
        attempt?.unsubscribe();
      };
    });
  };

const abortedCall = (): TRPCClientError<AppRouter> =>
  TRPCClientError.from(new DOMException("The call was aborted.", "AbortError"));

/** Milliseconds before the next attempt; null if another one has no chance. */
function pauseAfter(error: unknown, attempts: number): number | null {
  if (!isBillingError(error) || !isPassing(error)) return null;
  const ownMs = Math.min(firstPauseMs * 2 ** (attempts - 1), longestPauseMs);
  return jittered(Math.max(ownMs, (error.retryAfterSeconds ?? 0) * 1_000));
}

function withIdempotencyKey(op: Operation): Operation {
  const input = op.input as AppInputs["order"]["create"];
  return { ...op, input: { ...input, idempotency_key: input.idempotency_key ?? randomKey() } };
}
