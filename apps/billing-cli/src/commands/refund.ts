import { type Money, parseMoney } from "@onekonsole/billing-contract/browser";
import { actOn } from "../act.ts";
import { printAnswer } from "../answer.ts";
import { readArguments, reasonIn } from "../arguments.ts";
import type { Command, OrderSummary } from "../command.ts";
import { Refusal, UsageError } from "../failure.ts";
import { moneyText } from "../text/order-text.ts";

const help = `Usage: billing refund ID [AMOUNT] --why TEXT [--yes] [--json]

Gives money of an order back to its payer: AMOUNT, a decimal in the currency that was captured, or all
that is left. Shows the order and asks first.

  --why TEXT  the reason, for the audit trail
  --yes       do it unasked
  --json      what the service answered`;

/** Gives money back. */
export const refund: Command = {
  summary: "give money back, all that is left or a part of it",
  help,
  run: async (args, desk) => {
    const { values, words } = readArguments(args, {
      options: { why: { type: "string" }, yes: { type: "boolean", default: false } },
      words: ["ID", "AMOUNT"],
      required: 1,
    });
    const reason = reasonIn(values.why);
    const [orderId = "", amount] = words;
    if (amount !== undefined && !/^\d{1,15}(\.\d{1,2})?$/.test(amount))
      throw new UsageError("AMOUNT must be a decimal such as 12.50.");
    const line = await actOn(desk, {
      action: "refund",
      orderId,
      yes: values.yes,
      question: ({ amount: most }) => questionOf(orderId, most, amount),
      perform: (operators, { version }) =>
        operators.refund.mutate({
          order_id: orderId,
          version,
          reason,
          ...(amount === undefined ? {} : { amount }),
        }),
    });
    printAnswer(desk.terminal, line, { json: values.json, text: refundText });
    return 0;
  },
};

/** The order of a delivered cluster stays where it is; what becomes of the refund is in its lines. */
const refundText = ({ order_id: id, state, version }: OrderSummary): string =>
  `Done: the refund is asked for, and order ${id} is ${state}, at version ${version}. billing show ${id} says what became of it.`;

function questionOf(id: string, left: Money, amount?: string) {
  const answer = amount ?? left.value;
  if (minorUnits(answer, left) > minorUnits(left.value, left))
    throw new Refusal(`Only ${moneyText(left)} can be refunded of order ${id} now.`);
  const what = amount === undefined ? "all that is left" : `of the ${left.value} that are left`;
  return { text: `Type ${answer} to refund ${answer} ${left.currency_code}, ${what}:`, answer };
}

// What is no amount of that currency is the service's to refuse, with its reason.
const minorUnits = (value: string, { currency_code: code }: Money): bigint =>
  parseMoney({ currency_code: code, value }) ?? 0n;
