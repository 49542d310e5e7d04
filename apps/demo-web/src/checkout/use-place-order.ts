import type { CreateOrderInput } from "@onekonsole/billing-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { billing } from "../billing.ts";
import { toFailure } from "../failure.ts";
import { useLanguage } from "../language/use-language.tsx";
import { orderPath } from "../order-path.ts";
import { safeLink } from "../safe-link.ts";
import { type PricedForm, toCreateOrderInput } from "./form-input.ts";
import { pricesKey } from "./use-prices.ts";

export type CreatedOrder = Awaited<ReturnType<typeof billing.order.create.mutate>>;

/**
 * Places one order at a time: after `placeOrder` succeeded, `isBusy` stays true until the browser has left the
 * page, or until `release`. After a change of the price, the prices are loaded again.
 */
export function usePlaceOrder() {
  // State changes after the next render; only a ref stops the second click of a double-click.
  const lock = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const setLocked = (locked: boolean) => {
    lock.current = locked;
    setBusy(locked);
  };
  const { locale } = useLanguage();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { mutateAsync, error, variables } = useMutation({
    mutationFn: (order: CreateOrderInput) => billing.order.create.mutate(order),
    onError: (failed) => {
      setLocked(false);
      if (toFailure(failed).code === "price_changed")
        void queryClient.invalidateQueries({ queryKey: pricesKey });
    },
  });
  useEffect(() => {
    // "Back" from PayPal may restore this page in the state in which it was left.
    const onShow = (event: PageTransitionEvent) => event.persisted && setLocked(false);
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, []);
  const placeOrder = (order: PricedForm): Promise<CreatedOrder> => {
    setLocked(true);
    return mutateAsync(toCreateOrderInput(order, { origin: window.location.origin, locale }));
  };
  /** Leads the payer to PayPal's page, or to the order's own without a link that is safe to open. */
  const openPayPal = ({ approve_url, order_id }: CreatedOrder): void => {
    const link = safeLink(approve_url);
    if (link) window.location.assign(link);
    else void navigate(orderPath(order_id));
  };
  return {
    placeOrder,
    openPayPal,
    isLocked: () => lock.current,
    release: () => setLocked(false),
    isBusy,
    latest: variables && {
      userId: variables.order_details.user_id,
      seenAmount: variables.expected_amount,
      error,
    },
  };
}
