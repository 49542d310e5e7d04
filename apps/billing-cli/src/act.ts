import { billingErrorOf } from "@onekonsole/billing-client";
import { escapeStrings } from "@onekonsole/billing-contract/browser";
import type {
  ActionName,
  AvailableAction,
  Desk,
  Operators,
  OrderSummary,
  OrderDetail,
} from "./command.ts";
import { Refusal, UsageError } from "./failure.ts";
import { orderHead } from "./text/order-text.ts";

/** An operator's act on an order. */
export interface Act<Name extends ActionName> {
  readonly action: Name;
  readonly orderId: string;
  /** Done without a question. */
  readonly yes: boolean;
  /** The question, and what has to be typed; may throw a Refusal. */
  readonly question: (
    available: AvailableAction<Name>,
    order: OrderDetail,
  ) => { readonly text: string; readonly answer: string };
  /** Does it to the order as it was shown. */
  readonly perform: (operators: Operators, order: OrderDetail) => Promise<OrderSummary>;
}

/**
 * Shows the order, asks, and acts on the version that was shown. Rejects with a UsageError where the
 * input is no terminal, and with a Refusal that says what to do after another answer, when the act is not
 * possible, or when the order has changed.
 */
export async function actOn<Name extends ActionName>(
  { terminal, connect }: Desk,
  act: Act<Name>,
): Promise<OrderSummary> {
  if (!act.yes && !terminal.canAsk)
    throw new UsageError("There is nobody to ask: add --yes to do it unasked.");
  const operators = connect();
  const order = escapeStrings(await operators.order.query({ order_id: act.orderId }));
  const available = findAvailable(order, act.action);
  const { text, answer } = act.question(available, order);
  if (!act.yes) {
    terminal.note(`${orderHead(order, new Date())}\n`);
    terminal.note(available.effect);
    if ((await terminal.ask(`${text} `)) !== answer) throw new Refusal("Nothing was done.");
  }
  try {
    return await act.perform(operators, order);
  } catch (error) {
    throw await explained(operators, order, error);
  }
}

function findAvailable<Name extends ActionName>(
  order: OrderDetail,
  name: Name,
): AvailableAction<Name> {
  const { order_id: id, available_actions: available, unavailable_actions: rest } = order;
  const found = available.find((it): it is AvailableAction<Name> => it.action === name);
  if (found) return found;
  const obstacle = rest.find(({ action }) => action === name)?.obstacle;
  const why = [obstacle, `Next: ${order.next_step}`].filter(Boolean).join(" ");
  throw new Refusal(`A ${name} of order ${id} is not possible. ${why}`);
}

/** `not_possible` has two meanings, which only the order as it is now tells apart. */
async function explained(
  operators: Operators,
  shown: OrderDetail,
  error: unknown,
): Promise<unknown> {
  if (billingErrorOf(error).code !== "not_possible") return error;
  const { order_id: orderId, version } = shown;
  const now = await operators.order.query({ order_id: orderId });
  const quoted = `(not_possible, request ${billingErrorOf(error).requestId})`;
  return new Refusal(
    now.version === version
      ? `That is not possible for order ${orderId}, which is ${now.state}. Next: ${now.next_step} ${quoted}`
      : `Order ${orderId} moved meanwhile, it is ${now.state} now: look again. ${quoted}`,
    { cause: error },
  );
}

/** What an act came to. */
export const movedText = (line: OrderSummary): string =>
  `Done: order ${line.order_id} is ${line.state} now, at version ${line.version}.`;
