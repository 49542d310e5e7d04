import { BillingError } from "../domain/billing-error.ts";

export interface PlaceLimits {
  readonly limit: number;
  readonly limitPerOwner: number;
}

/** Takes a place and returns what gives it back, however often it is called. */
export type TakePlace = (owner: string) => () => void;

/** The places that streams take, in all and of each owner; see `Waiters.enter`. */
export function countPlaces({ limit, limitPerOwner }: PlaceLimits): TakePlace {
  const ofOwner = new Map<string, number>();
  let taken = 0;
  const giveBack = (owner: string): void => {
    taken -= 1;
    const left = (ofOwner.get(owner) ?? 1) - 1;
    if (left > 0) ofOwner.set(owner, left);
    else ofOwner.delete(owner);
  };
  return (owner) => {
    const before = ofOwner.get(owner) ?? 0;
    if (taken >= limit) throw new BillingError("service_unavailable");
    if (before >= limitPerOwner) throw new BillingError("too_many_requests");
    ofOwner.set(owner, before + 1);
    taken += 1;
    let isTaken = true;
    return () => {
      if (isTaken) giveBack(owner);
      isTaken = false;
    };
  };
}
