import { useBilling } from "@onekonsole/billing-client/react";
import type { AppOutputs } from "@onekonsole/billing-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useLanguage } from "../language/use-language.tsx";
import { orderPath } from "../order-path.ts";
import { safeLink } from "../safe-link.ts";
import { type PricedForm, toCreateOrderInput } from "./form-input.ts";

export type CreatedOrder = AppOutputs["order"]["create"];

/** An order that is being created and paid. */
export interface PlacedOrder {
  readonly created: Promise<CreatedOrder>;
  /** Allows another order; without effect once another one has been placed. */
  readonly release: () => void;
}

// The browser has stayed if PayPal's app was opened instead of its page, or if the navigation was stopped.
const leavingMs = 15_000;

/**
 * Places one order at a time: after `placeOrder` succeeded, `isBusy` stays true until the browser has left the
 * page, or until `release`. After a change of the price, the prices are loaded again.
 */
export function usePlaceOrder() {
  // State changes after the next render; only a ref stops the second click of a double-click.
  const lock = useRef<symbol>(undefined);
  const [isBusy, setBusy] = useState(false);
  const setLock = (holder: symbol | undefined) => {
    lock.current = holder;
    setBusy(holder !== undefined);
  };
  const { locale } = useLanguage();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const billing = useBilling();
  const { mutateAsync, error, variables } = useMutation(
    billing.order.create.mutationOptions({
      onError: ({ code }) => {
        if (code === "price_changed")
          void queryClient.invalidateQueries(billing.order.prices.pathFilter());
      },
    }),
  );
  useEffect(() => {
    // "Back" from PayPal may restore this page in the state in which it was left.
    const onShow = (event: PageTransitionEvent) => event.persisted && setLock(undefined);
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, []);
  const placeOrder = (order: PricedForm): PlacedOrder => {
    const holder = Symbol();
    const release = () => {
      if (lock.current === holder) setLock(undefined);
    };
    setLock(holder);
    const { origin } = window.location;
    const created = mutateAsync(toCreateOrderInput(order, { origin, locale }));
    created.catch(release);
    return { created, release };
  };
  /**
   * Leads the payer to PayPal's page, or to the order's own without a link that is safe to open. Should the
   * browser stay, the form can be used again, and the page offers the order.
   */
  const openPayPal = async ({ created, release }: PlacedOrder): Promise<void> => {
    const { approve_url, order_id } = await created;
    const link = safeLink(approve_url);
    if (!link) return void navigate(orderPath(order_id));
    window.location.assign(link);
    setTimeout(() => {
      release();
      void queryClient.invalidateQueries(billing.order.list.pathFilter());
    }, leavingMs);
  };
  return {
    placeOrder,
    openPayPal,
    isLocked: () => lock.current !== undefined,
    isBusy,
    latest: variables && {
      userId: variables.order_details.user_id,
      seenAmount: variables.expected_amount,
      error,
    },
  };
}
