import { useRef } from "react";
import type { PlacedOrder } from "./use-checkout.ts";

/** What happens, or happened last, in PayPal's window; undefined before it is opened, and after the approval. */
export type WindowPayment =
  | { readonly step: "open" }
  | { readonly step: "cancelled" }
  | { readonly step: "failed"; readonly orderId: string }
  | undefined;

export interface WindowPaymentOptions {
  /** Places the order of a click; undefined if the form or another payment forbids it. */
  readonly place: () => PlacedOrder | undefined;
  readonly onPayment: (payment: WindowPayment) => void;
  /** The service has not captured yet: `useApproval` requests it. */
  readonly onApproved: (orderId: string) => void | Promise<void>;
}

/** The callbacks of a payment session of PayPal's JavaScript SDK v6, whose names and arguments they have. */
export interface WindowSession {
  readonly createOrder: () => Promise<{ orderId: string }>;
  readonly onApprove: (approved: { orderId: string }) => Promise<void>;
  readonly onCancel: () => void;
  readonly onError: () => void;
}

interface WindowPaymentCallbacks {
  readonly session: WindowSession;
  /** Places an order and opens the window by `start`, such as the session's own; on a click only. */
  readonly open: (start: () => Promise<unknown>) => void;
}

/**
 * Pays an order of the checkout in PayPal's window. This package does not load PayPal's SDK: pass `session` to it,
 * and the start of its session to `open`.
 */
export function useWindowPayment(options: WindowPaymentOptions): WindowPaymentCallbacks {
  const { place, onPayment, onApproved } = options;
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
  const open = (start: () => Promise<unknown>) => {
    const placed = place();
    if (placed) {
      inWindow.current = placed;
      // The checkout's error says why there is no order.
      placed.created.catch(() => end(placed, undefined));
      onPayment({ step: "open" });
    }
    // While an order is being paid, another click brings its window to the front.
    if (inWindow.current) start().catch(fail);
  };
  const session: WindowSession = {
    createOrder: async () => {
      if (!inWindow.current) throw new Error("There is no order to pay.");
      return { orderId: (await inWindow.current.created).order_id };
    },
    onApprove: async ({ orderId }) => {
      end(inWindow.current, undefined);
      await onApproved(orderId);
    },
    onCancel: () => endOnceCreated(() => ({ step: "cancelled" })),
    onError: fail,
  };
  return { session, open };
}
