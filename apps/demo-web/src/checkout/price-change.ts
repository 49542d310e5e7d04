import type { Money } from "@onekonsole/billing-contract/browser";
import { displayMoney } from "../format-money.ts";

/** The old and the new price as a sentence, if the price changed. */
export function priceChange(seen: Money | undefined, current: Money | undefined): string[] {
  if (!seen || !current) return [];
  return [`The total was ${displayMoney(seen)} and is ${displayMoney(current)} now.`];
}
