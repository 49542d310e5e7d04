import type { Money } from "@onekonsole/billing-contract/browser";
import type { Formats } from "../language/formats.ts";

interface PriceChange {
  readonly seen: Money | undefined;
  readonly current: Money | undefined;
}

/** The old and the new price as a sentence, if the price changed. */
export function priceChange({ seen, current }: PriceChange, { money }: Formats): string[] {
  if (!seen || !current) return [];
  return [`The total was ${money(seen)} and is ${money(current)} now.`];
}
