import { useEffect, useRef, useState } from "react";

/** Lets one payment at a time begin on a page. */
export interface PaymentLock {
  readonly isBusy: boolean;
  /** Right at once, where `isBusy` is after the next render only: it stops the second click of a double-click. */
  readonly isLocked: () => boolean;
  /** Returns what unlocks again; without effect once another payment has the lock. */
  readonly lock: () => () => void;
}

/** A lock that is open again on a page that the browser restores. */
export function usePaymentLock(): PaymentLock {
  const holder = useRef<symbol>(undefined);
  const [isBusy, setBusy] = useState(false);
  const hold = (next: symbol | undefined) => {
    holder.current = next;
    setBusy(next !== undefined);
  };
  useEffect(() => {
    // "Back" from PayPal may restore this page in the state in which it was left.
    const onShow = (event: PageTransitionEvent) => event.persisted && hold(undefined);
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, []);
  return {
    isBusy,
    isLocked: () => holder.current !== undefined,
    lock: () => {
      const own = Symbol();
      hold(own);
      return () => {
        if (holder.current === own) hold(undefined);
      };
    },
  };
}
