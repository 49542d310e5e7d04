import type { AppOutputs } from "@onekonsole/billing-contract";
import { orderStates } from "@onekonsole/billing-contract";
import { readArguments } from "../arguments.ts";
import type { Command, Operators, OrderSummary } from "../command.ts";
import { type OrderQuery, toOrderQuery } from "../order-query.ts";
import { printResponse } from "../print-response.ts";
import { formatAge } from "../text/duration.ts";
import { moneyText } from "../text/order-text.ts";
import { formatTable } from "../text/table.ts";

const help = `Usage: billing orders [--state STATE]… [--disputed] [--refund-under-way] [--older 2h] [--limit N] [--all] [--json]

Lists orders. Orders that wait for an operator or the merchant come first (needs_attention, and payments
that PayPal holds until the merchant acts at PayPal), then those longest in their state.

  --state STATE       only orders in this state, or "any"; repeatable. Default: the states that need an
                      operator or that an order should leave soon
  --disputed          only orders with an open dispute at PayPal; in any state unless --state is given
  --refund-under-way  only orders with a refund that PayPal or the bank has not completed; likewise
  --older 2h          only orders in their state for at least this duration (s, m, h, d)
  --limit N           page size, 1 to 200; default 50
  --all               all pages
  --json              print the service's response as JSON

States: ${orderStates.join(", ")}`;

/** Lists orders by state and age. */
export const orders: Command = {
  summary: "list orders: first those that wait for an operator or the merchant",
  help,
  run: async (args, { terminal, connect }) => {
    const { values } = readArguments(args, {
      options: {
        state: { type: "string", multiple: true },
        disputed: { type: "boolean", default: false },
        "refund-under-way": { type: "boolean", default: false },
        older: { type: "string" },
        limit: { type: "string" },
        all: { type: "boolean", default: false },
      },
    });
    const operators = connect();
    const found = await fetchOrders(operators, toOrderQuery(values), values.all);
    const text = (it: OrderPage) => listText(it, new Date());
    printResponse(terminal, found, { json: values.json, text });
    const isUsualList = !values.state && !values.disputed && !values["refund-under-way"];
    if (isUsualList && (await hasDisputed(operators)))
      terminal.note(
        "Some orders have an open dispute. Run billing orders --disputed to list them.",
      );
    return 0;
  },
};

type OrderPage = AppOutputs["operator"]["orders"];

async function fetchOrders(
  operators: Operators,
  query: OrderQuery,
  all: boolean,
): Promise<OrderPage> {
  const lines: OrderSummary[] = [];
  for (let page = await operators.orders.query(query); ;) {
    lines.push(...page.orders);
    if (!all || page.next === null) return { orders: lines, next: page.next };
    page = await operators.orders.query({ ...query, after: page.next });
  }
}

async function hasDisputed(operators: Operators): Promise<boolean> {
  const { orders: lines } = await operators.orders.query({ disputed: true, limit: 1 });
  return lines.length > 0;
}

function listText({ orders: lines, next }: OrderPage, now: Date): string {
  if (lines.length === 0) return "No orders found.";
  const rows = lines.map((it) => [
    it.order_id,
    [it.state, it.disputed ? "disputed" : null, it.pending_reason].filter(Boolean).join(", "),
    formatAge(it.state_since, now),
    moneyText(it.amount),
    it.user_id,
    it.cluster_name,
    it.problem,
  ]);
  const table = formatTable(
    ["order", "state", "age", "amount", "user", "cluster", "problem"],
    rows,
  );
  return next === null ? table : `${table}\nMore orders exist. Add --all to list them.`;
}
