import type { Order } from "./order.ts";

/**
 * Stands for a dispute whose id nobody kept: PayPal's event named none, or a release noted it that
 * kept no ids. Whichever is named next takes its place.
 */
export const unnamedDispute = "";

type Disputes = Order["openDisputes"];

/** The open disputes once this one is open too. */
export const withDispute = (open: Disputes, id: string): Disputes => [
  ...without(open, id === unnamedDispute ? [id] : [id, unnamedDispute]),
  id,
];

/** The open disputes once this one is over. One that was never named counts for it, no other does. */
export const withoutDispute = (open: Disputes, id: string): Disputes =>
  without(open, [open.includes(id) ? id : unnamedDispute]);

const without = (open: Disputes, ids: readonly string[]): Disputes =>
  open.filter((it) => !ids.includes(it));
