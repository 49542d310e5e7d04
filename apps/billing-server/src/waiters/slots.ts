import { BillingError } from "../domain/billing-error.ts";

export interface SlotLimits {
  readonly limit: number;
  readonly limitPerOwner: number;
}

/** Acquires a slot and returns an idempotent function that releases it. */
export type AcquireSlot = (owner: string) => () => void;

/** Counts the slots of streams in total and per owner; see `Waiters.watch`. Throws at a limit. */
export function countSlots({ limit, limitPerOwner }: SlotLimits): AcquireSlot {
  const takenByOwner = new Map<string, number>();
  let taken = 0;
  const release = (owner: string): void => {
    taken -= 1;
    const left = (takenByOwner.get(owner) ?? 1) - 1;
    if (left > 0) takenByOwner.set(owner, left);
    else takenByOwner.delete(owner);
  };
  return (owner) => {
    const before = takenByOwner.get(owner) ?? 0;
    if (taken >= limit) throw new BillingError("service_unavailable");
    if (before >= limitPerOwner) throw new BillingError("too_many_requests");
    takenByOwner.set(owner, before + 1);
    taken += 1;
    let isTaken = true;
    return () => {
      if (isTaken) release(owner);
      isTaken = false;
    };
  };
}
