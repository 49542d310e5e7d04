import type { Order, PayPalOrderId } from "../domain/order.ts";
import type { DeliveryLookup } from "../domain/web-order.ts";
import type { Downstream } from "./downstream.ts";
import { refusalSchema } from "./refusal.ts";
import { type Row, type WalkedList, walkList } from "./walk-list.ts";

/** What one user's list said, or why it said nothing. */
export type UserLookup =
  | DeliveryLookup
  /** web-order itself could not list this user's orders: its whole list may know. */
  | { readonly kind: "unlisted" }
  /** web-order gave no answer of its own. */
  | { readonly kind: "unreachable"; readonly reason: string };

/**
 * Whether web-order has an order, by its user's list: one page for nearly everybody, read in one
 * piece, however long the whole list is and however fast it grows. web-order answers 500 there when
 * one of the user's orders has expired at PayPal. Never rejects.
 */
export async function lookUpByUser(downstream: Downstream, order: Order): Promise<UserLookup> {
  let webOrderId: number | undefined;
  const isOrder = (row: Row): boolean => {
    if (row.paypal_id === order.paypalOrderId) webOrderId = row.id;
    return webOrderId !== undefined;
  };
  try {
    const walked = await walkList(downstream, { user_id: order.userIdAtWebOrder }, isOrder);
    if (webOrderId !== undefined) return { kind: "found", webOrderId };
    if (walked.end !== "refused") return outcomeOf(walked);
    if (refusalSchema.safeParse(walked.answer.body).success) return { kind: "unlisted" };
    return { kind: "unreachable", reason: `HTTP ${walked.answer.status}` };
  } catch (error) {
    return { kind: "unreachable", reason: String(error) };
  }
}

/**
 * Which of these orders web-order has, by one walk over its whole list. A row proves that the order
 * arrived; only a complete walk without one proves that it didn't. Never rejects.
 */
export async function lookUpInAll(
  downstream: Downstream,
  ids: ReadonlySet<PayPalOrderId>,
): Promise<ReadonlyMap<PayPalOrderId, DeliveryLookup>> {
  const found = new Map<string, DeliveryLookup>();
  const others = await walkList(downstream, {}, (row) => {
    if (ids.has(row.paypal_id as PayPalOrderId))
      found.set(row.paypal_id, { kind: "found", webOrderId: row.id });
    return found.size === ids.size;
  }).then(outcomeOf, (error: unknown) => ({ kind: "unknown", reason: String(error) }) as const);
  return new Map([...ids].map((id) => [id, found.get(id) ?? others]));
}

/** What a walk says of an order that it did not meet. */
function outcomeOf(walked: WalkedList): DeliveryLookup {
  switch (walked.end) {
    // Ended early, every order was met: nobody is left whom this tells anything.
    case "met":
    case "complete":
      return { kind: "absent" };
    case "moved":
      return { kind: "unknown", reason: "The list of web-order moved while it was read." };
    case "too_long":
      return { kind: "unknown", reason: "The list of web-order is too long." };
    case "refused":
      return { kind: "unknown", reason: `web-order answered ${walked.answer.status} to its list.` };
  }
}
