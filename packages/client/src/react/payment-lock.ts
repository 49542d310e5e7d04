import type { BillingClient } from "../create-billing-client.ts";

/** Lets one payment at a time begin. */
export interface PaymentLock {
  readonly isLocked: () => boolean;
  /** Returns what unlocks again; without effect once another payment has the lock. */
  readonly lock: () => () => void;
  /** Unlocks, whichever payment has the lock. */
  readonly open: () => void;
  readonly subscribe: (onChange: () => void) => () => void;
}

const locks = new WeakMap<BillingClient, PaymentLock>();

/** The lock that all components with this client share, and that outlives them. */
export function paymentLockOf(client: BillingClient): PaymentLock {
  const lock = locks.get(client) ?? createPaymentLock();
  locks.set(client, lock);
  return lock;
}

function createPaymentLock(): PaymentLock {
  const listeners = new Set<() => void>();
  let holder: symbol | undefined;
  const hold = (next: symbol | undefined) => {
    holder = next;
    for (const onChange of listeners) onChange();
  };
  return {
    isLocked: () => holder !== undefined,
    lock: () => {
      const own = Symbol();
      hold(own);
      return () => {
        if (holder === own) hold(undefined);
      };
    },
    open: () => hold(undefined),
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
  };
}
