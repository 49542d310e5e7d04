import type { Money } from "@onekonsole/billing-contract";

/** An attempt to place an order. */
interface Attempt {
  readonly userId: string;
  /** The price that was shown at the attempt. */
  readonly seenAmount: Money | undefined;
  readonly error: Error | null;
}

/** The latest attempt if it was for this user: the page's account may have been switched since. */
export const ownAttempt = (latest: Attempt | undefined, userId: string): Attempt | undefined =>
  latest?.userId === userId.trim() ? latest : undefined;
