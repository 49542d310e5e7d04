import { minorUnits, type Money, sumMoney, toMoney } from "../money.ts";
import type { OrderRecord, PurchaseUnit } from "../order-record.ts";
import { type BreakdownPart, breakdownParts } from "./texts.ts";

/** One line of the purchase. */
export interface PurchaseLine {
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly quantity: string | undefined;
  readonly amount: Money;
}

/** What the payer buys, as the approval page lists it. */
export interface Purchase {
  readonly merchant: string | undefined;
  readonly lines: readonly PurchaseLine[];
  readonly breakdown: readonly (readonly [BreakdownPart, Money])[];
  readonly total: Money | undefined;
}

const reductions: ReadonlySet<BreakdownPart> = new Set(["discount", "shipping_discount"]);

/** The purchase of an order; all its units have one currency. */
export function describePurchase({ brandName, purchase_units: units }: OrderRecord): Purchase {
  const [first] = units;
  return {
    merchant: brandName ?? first?.description,
    lines: units.flatMap(unitLines),
    breakdown: breakdownParts.flatMap((part) => sumOfPart(units, part)),
    total: sumMoney(units.map(({ amount }) => amount)),
  };
}

function unitLines({ items, description, amount }: PurchaseUnit): PurchaseLine[] {
  if (!items?.length)
    return [{ name: description, description: undefined, quantity: undefined, amount }];
  return items.map(({ name, description: details, quantity, unit_amount }) => ({
    name,
    description: details,
    quantity,
    amount: toMoney(minorUnits(unit_amount) * BigInt(quantity), unit_amount.currency_code),
  }));
}

function sumOfPart(
  units: readonly PurchaseUnit[],
  part: BreakdownPart,
): (readonly [BreakdownPart, Money])[] {
  const amounts = units.flatMap(({ amount }) => amount.breakdown?.[part] ?? []);
  const sum = sumMoney(amounts);
  if (!sum) return [];
  const sign = reductions.has(part) ? -1n : 1n;
  return [[part, toMoney(sign * minorUnits(sum), sum.currency_code)]];
}
