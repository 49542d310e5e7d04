import { usePayPalOneTimePaymentSession } from "@paypal/react-paypal-js/sdk-v6";
import { useRef } from "react";
import { useNavigate } from "react-router";
import type { Checkout } from "../checkout/use-checkout.ts";
import type { WindowPayment } from "./button-props.ts";

type OrderInWindow = Promise<{ orderId: string }>;

/**
 * A payment session whose `pay` checks the form, creates the order at our server and opens PayPal's window for
 * it. The server captures: after the approval the payer is led to the page that requests it.
 */
export function useWindowPayment(checkout: Checkout, onPayment: (payment: WindowPayment) => void) {
  const navigate = useNavigate();
  const inWindow = useRef<OrderInWindow>(undefined);
  const end = () => {
    inWindow.current = undefined;
    checkout.endPayment();
  };
  // The page already shows why there is no order.
  const refuse = () => {
    end();
    onPayment(undefined);
  };
  const failWith = (orderId: string) => {
    end();
    onPayment({ step: "failed", orderId });
  };
  const fail = () => {
    // Until it is known whether there is an order, another click must not place a second one.
    inWindow.current?.then(
      ({ orderId }) => failWith(orderId),
      () => undefined,
    );
  };
  const { handleClick, error } = usePayPalOneTimePaymentSession({
    createOrder: () => inWindow.current ?? Promise.reject(new Error("There is no order to pay.")),
    onApprove: async ({ orderId }) => {
      end();
      await navigate(`/return?token=${encodeURIComponent(orderId)}`);
    },
    onCancel: () => {
      end();
      onPayment({ step: "cancelled" });
    },
    onError: fail,
  });
  const pay = () => {
    const started = checkout.startOrder();
    if (started) {
      inWindow.current = started.then(({ order_id }) => ({ orderId: order_id }));
      inWindow.current.catch(refuse);
      onPayment({ step: "open" });
    }
    // While an order is being paid, another click brings its window to the front.
    if (inWindow.current) handleClick().catch(fail);
  };
  return { pay, error };
}
