import { stateTitle } from "../order/state-titles.ts";
import { en } from "../texts/en.ts";
import { type DeskOrder, describePayPalOrder, type Dispute, orderTitle } from "./desk-order.ts";

/** The states of each order in words, by its id. */
export type OrderTexts = ReadonlyMap<string, string>;

export const orderTexts = (
  orders: readonly DeskOrder[],
  disputes: readonly Dispute[],
): OrderTexts =>
  new Map(
    orders.map((order) => {
      const state = order.ours
        ? stateTitle({ state: order.ours.state, visit: 1 }, en.states)
        : "no order";
      const paypal = describePayPalOrder(order, disputes).join(", ");
      return [order.id, `${orderTitle(order)}: ${state}; at PayPal ${paypal}.`];
    }),
  );

/** A sentence for each order that is new or has changed, for a screen reader. */
export const describeChanges = (before: OrderTexts, after: OrderTexts): readonly string[] =>
  [...after].flatMap(([id, text]) => (before.get(id) === text ? [] : [text]));
