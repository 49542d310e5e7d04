import { useEffect, useSyncExternalStore } from "react";
import type { BillingClient } from "../create-billing-client.ts";
import { type PaymentLock, paymentLockOf } from "./payment-lock.ts";

interface UsedLock extends Pick<PaymentLock, "lock"> {
  readonly isBusy: boolean;
  /** Right at once, where `isBusy` is after the next render only: it stops the second click of a double-click. */
  readonly isLocked: () => boolean;
}

/** The lock of a client, which is open again on a page that the browser restores. */
export function usePaymentLock(client: BillingClient): UsedLock {
  const { subscribe, isLocked, lock, open } = paymentLockOf(client);
  const isBusy = useSyncExternalStore(subscribe, isLocked, () => false);
  useEffect(() => {
    // "Back" from PayPal may restore this page in the state in which it was left.
    const onShow = (event: PageTransitionEvent) => event.persisted && open();
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, [open]);
  return { isBusy, isLocked, lock };
}
