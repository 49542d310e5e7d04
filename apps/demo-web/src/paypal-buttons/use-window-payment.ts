import { usePayPalOneTimePaymentSession } from "@paypal/react-paypal-js/sdk-v6";
import { useRef } from "react";
import { useNavigate } from "react-router";
import type { Checkout } from "../checkout/use-checkout.ts";
import type { PlacedOrder } from "../checkout/use-place-order.ts";
import type { WindowPayment } from "./button-props.ts";

/**
 * A payment session whose `pay` checks the form, creates the order at our server and opens PayPal's window for
 * it. The server captures: after the approval the payer is led to the page that requests it.
 */
export function useWindowPayment(checkout: Checkout, onPayment: (payment: WindowPayment) => void) {
  const navigate = useNavigate();
  const inWindow = useRef<PlacedOrder>(undefined);
  const end = (placed: PlacedOrder | undefined, payment: WindowPayment) => {
    if (!placed || inWindow.current !== placed) return;
    inWindow.current = undefined;
    placed.release();
    onPayment(payment);
  };
  // Until it is known whether there is an order, another click must not place a second one.
  const endOnceCreated = (toPayment: (orderId: string) => WindowPayment) => {
    const placed = inWindow.current;
    placed?.created.then(
      ({ order_id }) => end(placed, toPayment(order_id)),
      () => undefined,
    );
  };
  const fail = () => endOnceCreated((orderId) => ({ step: "failed", orderId }));
  const { handleClick, error } = usePayPalOneTimePaymentSession({
    createOrder: async () => {
      if (!inWindow.current) throw new Error("There is no order to pay.");
      return { orderId: (await inWindow.current.created).order_id };
    },
    onApprove: async ({ orderId }) => {
      end(inWindow.current, undefined);
      await navigate(`/return?token=${encodeURIComponent(orderId)}`);
    },
    onCancel: () => endOnceCreated(() => ({ step: "cancelled" })),
    onError: fail,
  });
  const pay = () => {
    const placed = checkout.startOrder();
    if (placed) {
      inWindow.current = placed;
      // The page already shows why there is no order.
      placed.created.catch(() => end(placed, undefined));
      onPayment({ step: "open" });
    }
    // While an order is being paid, another click brings its window to the front.
    if (inWindow.current) handleClick().catch(fail);
  };
  return { pay, error };
}
