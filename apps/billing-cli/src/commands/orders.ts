import type { AppOutputs } from "@onekonsole/billing-contract";
import { orderStates } from "@onekonsole/billing-contract/browser";
import { printAnswer } from "../answer.ts";
import { readArguments } from "../arguments.ts";
import type { Command, Operators, OrderSummary } from "../command.ts";
import { type OrderQuery, queryOf } from "../order-query.ts";
import { ageOf } from "../text/duration.ts";
import { moneyText } from "../text/order-text.ts";
import { tableOf } from "../text/table.ts";

const help = `Usage: billing orders [--state STATE]… [--disputed] [--refund-under-way] [--older 2h] [--limit N] [--all] [--json]

Lists orders: those that need a person first (needs_attention, and payments that PayPal holds until
the merchant acts there), then those longest in their state.

  --state STATE       only orders in this state, more than once for more states, or "any"; without it,
                      the states that an order should not stay in
  --disputed          only orders with an open dispute at PayPal, in any state unless told otherwise
  --refund-under-way  only orders with a refund that PayPal or the bank has still to do, likewise
  --older 2h          only orders that have been in their state for so long (s, m, h, d)
  --limit N           at most so many, 50 if not told, 200 at most
  --all               all of them
  --json              what the service answered

States: ${orderStates.join(", ")}`;

/** Lists orders by state and age. */
export const orders: Command = {
  summary: "what needs a person, or orders by state and age",
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
    const found = await listed(operators, queryOf(values), values.all);
    const text = (it: Listed) => listText(it, new Date());
    printAnswer(terminal, found, { json: values.json, text });
    const isUsualList = !values.state && !values.disputed && !values["refund-under-way"];
    if (isUsualList && (await anyDisputed(operators)))
      terminal.note("Some orders are disputed: --disputed lists them.");
    return 0;
  },
};

type Listed = AppOutputs["operator"]["orders"];

async function listed(operators: Operators, query: OrderQuery, all: boolean): Promise<Listed> {
  const lines: OrderSummary[] = [];
  for (let page = await operators.orders.query(query); ;) {
    lines.push(...page.orders);
    if (!all || page.next === null) return { orders: lines, next: page.next };
    page = await operators.orders.query({ ...query, after: page.next });
  }
}

async function anyDisputed(operators: Operators): Promise<boolean> {
  const { orders: lines } = await operators.orders.query({ disputed: true, limit: 1 });
  return lines.length > 0;
}

function listText({ orders: lines, next }: Listed, now: Date): string {
  if (lines.length === 0) return "There are none.";
  const rows = lines.map((it) => [
    it.order_id,
    [it.state, it.disputed ? "disputed" : null, it.pending_reason].filter(Boolean).join(", "),
    ageOf(it.state_since, now),
    moneyText(it.amount),
    it.user_id,
    it.cluster_name,
    it.problem,
  ]);
  const table = tableOf(["order", "state", "for", "amount", "user", "cluster", "problem"], rows);
  return next === null ? table : `${table}\nThere are more: --all lists them.`;
}
