import { toBillingError } from "@onekonsole/billing-client";
import { escapeStrings } from "@onekonsole/billing-contract";
import type {
  ActionName,
  AvailableAction,
  CommandContext,
  Operators,
  OrderSummary,
  OrderDetail,
} from "./command.ts";
import { Refusal, UsageError } from "./failure.ts";
import { orderHead } from "./text/order-text.ts";

/** An operator's action on an order. */
export interface OrderAction<Name extends ActionName> {
  readonly action: Name;
  readonly orderId: string;
  /** Skips the confirmation. */
  readonly yes: boolean;
  /** The confirmation prompt and the answer it requires; may throw a Refusal. */
  readonly confirmation: (
    available: AvailableAction<Name>,
    order: OrderDetail,
  ) => { readonly prompt: string; readonly answer: string };
  /** Calls the service with the version of the order that was shown. */
  readonly perform: (operators: Operators, order: OrderDetail) => Promise<OrderSummary>;
}

/**
 * Shows the order, requests a confirmation, and acts on the version that was shown. Rejects with a
 * UsageError if the input is not a terminal, and with a Refusal if the answer differs, the action is not
 * possible, or the order has changed.
 */
export async function actOnOrder<Name extends ActionName>(
  { terminal, connect }: CommandContext,
  act: OrderAction<Name>,
): Promise<OrderSummary> {
  if (!act.yes && !terminal.isInteractive)
    throw new UsageError(
      "The input is not a terminal, so the command cannot be confirmed. Add --yes.",
    );
  const operators = connect();
  const order = escapeStrings(await operators.order.query({ order_id: act.orderId }));
  const available = findAvailable(order, act.action);
  const { prompt, answer } = act.confirmation(available, order);
  if (!act.yes) {
    terminal.note(`${orderHead(order, new Date())}\n`);
    terminal.note(available.effect);
    if ((await terminal.prompt(`${prompt} `)) !== answer)
      throw new Refusal("Not confirmed. Nothing was changed.");
  }
  try {
    return await act.perform(operators, order);
  } catch (error) {
    throw await explainNotPossible(operators, order, error);
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
  throw new Refusal(`Order ${id} does not allow ${name}. ${why}`);
}

/** `not_possible` covers two cases; only the order's current version distinguishes them. */
async function explainNotPossible(
  operators: Operators,
  shown: OrderDetail,
  error: unknown,
): Promise<unknown> {
  if (toBillingError(error).code !== "not_possible") return error;
  const { order_id: orderId, version } = shown;
  const current = await operators.order.query({ order_id: orderId });
  const reference = `(not_possible, request ${toBillingError(error).requestId})`;
  return new Refusal(
    current.version === version
      ? `Order ${orderId} does not allow this in state ${current.state}. Next: ${current.next_step} ${reference}`
      : `Order ${orderId} changed after it was shown; its state is ${current.state}. Nothing was changed. Run billing show ${orderId} and repeat the command. ${reference}`,
    { cause: error },
  );
}

/** The result of an action. */
export const actionResult = (line: OrderSummary): string =>
  `Done: order ${line.order_id} is ${line.state}, version ${line.version}.`;
