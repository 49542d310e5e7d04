import { BillingError } from "../domain/billing-error.ts";
import type { Caller } from "../domain/caller.ts";

/** How many streams each user has open in this process. */
export interface StreamLimit {
  /** Takes a place and returns how to leave it; throws `too_many_requests` when all are taken. */
  enter(caller: Caller): () => void;
}

// Some for each of many tabs, and far below what all users together may have.
const usualPlaces = 50;

/**
 * Keeps one user from taking the streams of all others. Services are not counted, since they watch for
 * many, nor is whoever the ingress let through, who may be anybody.
 */
export function createStreamLimit(placesPerUser = usualPlaces): StreamLimit {
  const taken = new Map<string, number>();
  return {
    enter: (caller) => {
      if (caller.kind === "ingress" || caller.isService) return () => undefined;
      const { subject } = caller;
      const others = taken.get(subject) ?? 0;
      if (others >= placesPerUser)
        throw new BillingError("too_many_requests", { retryAfterMs: 60_000 });
      taken.set(subject, others + 1);
      return () => {
        const left = (taken.get(subject) ?? 1) - 1;
        if (left > 0) taken.set(subject, left);
        else taken.delete(subject);
      };
    },
  };
}
