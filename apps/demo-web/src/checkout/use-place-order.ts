import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { approvalLink } from "../approval-link.ts";
import { billing } from "../billing.ts";
import { navigate } from "../location.ts";
import type { CheckoutForm } from "./checkout-form.ts";
import { toCreateOrderInput } from "./form-input.ts";

/** Places an order and opens PayPal. `isBusy` stays true until the browser has left the page. */
export function usePlaceOrder() {
  // State changes after the next render; only a ref stops the second click of a double-click.
  const lock = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const setLocked = (locked: boolean) => {
    lock.current = locked;
    setBusy(locked);
  };
  const { mutate, error } = useMutation({
    mutationFn: (form: CheckoutForm) =>
      billing.order.create.mutate(toCreateOrderInput(form, window.location.origin)),
    onSuccess: ({ approve_url, order_id }) => {
      const link = approvalLink(approve_url);
      if (link) window.location.assign(link);
      else navigate(`/order?id=${encodeURIComponent(order_id)}`);
    },
    onError: () => setLocked(false),
  });
  useEffect(() => {
    // "Back" from PayPal may restore this page in the state in which it was left.
    const onShow = (event: PageTransitionEvent) => event.persisted && setLocked(false);
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, []);
  const placeOrder = (form: CheckoutForm, onFailed: (error: unknown) => void) => {
    if (lock.current) return;
    setLocked(true);
    mutate(form, { onError: onFailed });
  };
  return { placeOrder, isBusy, error };
}
