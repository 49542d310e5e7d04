import {
  type AppOutputs,
  type CreateOrderInput,
  type DeclaredError,
  type Money,
  orderPrice,
  type PricedDetails,
} from "@onekonsole/billing-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { BillingError } from "../billing-error.ts";
import { attemptKey } from "./attempt-key.ts";
import { useBilling, useBillingClient } from "./billing-provider.ts";
import { safeLink } from "./safe-link.ts";
import { useFailure } from "./use-failure.ts";
import { usePaymentLock } from "./use-payment-lock.ts";
import { type PriceList, usePrices } from "./use-prices.ts";

/** What a page orders; the checkout adds the currency and the price that it has shown. */
export type CheckoutOrder = Omit<CreateOrderInput, "currency" | "expected_amount" | "amount">;

export type CreatedOrder = AppOutputs["order"]["create"];

/** An order that is being created and paid. */
export interface PlacedOrder {
  readonly created: Promise<CreatedOrder>;
  /** Allows another order; without effect once another one has been placed. */
  readonly release: () => void;
}

export interface CheckoutOptions {
  /** The buyer's choice, an ISO 4217 code; without one that is sold, the service's default. */
  readonly currency?: string;
  /** Who orders. The error of another user is not shown after a switch of the account. */
  readonly userId?: string;
  /** Called for an order without a link to PayPal: its own page offers the next step. */
  readonly onOrder?: (orderId: string) => void;
}

/** The state of a checkout without its looks. */
export interface Checkout {
  readonly priceList: PriceList;
  /** What the service charges for these details, VAT included; undefined until the prices are loaded. */
  readonly total: (details: PricedDetails) => Money | undefined;
  /** An order is being created or paid, by this checkout or another one with the same client; no other can be placed. */
  readonly isBusy: boolean;
  /** The same, right at once and not after the next render only. */
  readonly isLocked: () => boolean;
  /**
   * Why the latest attempt failed; no money was taken. Nothing was ordered, except that after `unreachable` the
   * service may have the order: to place the same details again returns it.
   */
  readonly error: BillingError<DeclaredError<"order.create">> | null;
  /** The price that was shown at the latest attempt. */
  readonly seenAmount: Money | undefined;
  /**
   * Creates an order at the price that the page shows; the service rejects another price. Undefined while another
   * order is being paid, and before the prices are loaded.
   */
  readonly place: (order: CheckoutOrder) => PlacedOrder | undefined;
  /** Leads the payer to PayPal's page in this tab, once the order is created. */
  readonly redirect: (placed: PlacedOrder) => void;
}

// The browser has stayed if PayPal's app was opened instead of its page, or if the navigation was stopped.
const leavingMs = 15_000;

/**
 * Prices and places one order at a time, whichever checkout with the same client places it: it stays busy until the
 * browser has left the page for PayPal, until the order is released, or until it is created if the component is gone.
 * After a change of the price, the prices are loaded again.
 */
export function useCheckout({ currency, userId, onOrder }: CheckoutOptions = {}): Checkout {
  const billing = useBilling();
  const client = useBillingClient();
  const queryClient = useQueryClient();
  const priceList = usePrices(currency);
  const { isBusy, isLocked, lock } = usePaymentLock(client);
  const { mutateAsync, error, variables } = useMutation(
    billing.order.create.mutationOptions({
      // The client itself repeats the creation; an app's default for mutations would multiply that.
      retry: false,
      onError: ({ code }) => {
        if (code === "price_changed")
          void queryClient.invalidateQueries(billing.order.prices.pathFilter());
      },
    }),
  );
  const latest = useRef<PlacedOrder>(undefined);
  useEffect(
    // Without this component, the end of its payment may remain unseen.
    () => () => void latest.current?.created.then(latest.current.release, () => undefined),
    [],
  );
  const orderedBy = variables?.order_details.user_id;
  const isOwn = userId === undefined || orderedBy === userId;
  const failure = useFailure<DeclaredError<"order.create">>(isOwn ? error : null);
  const total = (details: PricedDetails) =>
    priceList.prices && orderPrice(details, priceList.prices, priceList.currency);
  const place = (order: CheckoutOrder): PlacedOrder | undefined => {
    const expected_amount = total(order.order_details);
    if (isLocked() || !expected_amount) return undefined;
    const release = lock();
    const input = { ...order, currency: priceList.currency, expected_amount };
    const attempt = attemptKey(client, input);
    const created = mutateAsync({ ...input, idempotency_key: attempt.key });
    created.then(attempt.end, attempt.fail);
    created.catch(release);
    latest.current = { created, release };
    return latest.current;
  };
  const leave = ({ approve_url, order_id }: CreatedOrder, release: () => void) => {
    const link = safeLink(approve_url);
    if (link) window.location.assign(link);
    else onOrder?.(order_id);
    setTimeout(() => {
      release();
      void queryClient.invalidateQueries(billing.order.list.pathFilter());
    }, leavingMs);
  };
  return {
    priceList,
    total,
    isBusy,
    isLocked,
    error: failure,
    seenAmount: isOwn ? variables?.expected_amount : undefined,
    place,
    redirect: ({ created, release }) =>
      // `error` says why there is no order.
      void created.then((order) => leave(order, release)).catch(() => undefined),
  };
}
