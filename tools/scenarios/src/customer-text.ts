import { type OrderState, orderStateMeaning } from "@onekonsole/billing-contract";

/** What the customer reads about an order: the text of its state, then its problem. */
export const customerText = (state: OrderState, problem: string | null = null): string =>
  [orderStateMeaning[state].text, ...(problem === null ? [] : [problem])].join(" ");
