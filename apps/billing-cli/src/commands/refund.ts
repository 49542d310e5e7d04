import { type Money, parseMoney } from "@onekonsole/billing-contract";
import { actOnOrder } from "../act-on-order.ts";
import { readArguments, readReason } from "../arguments.ts";
import type { Command, OrderSummary } from "../command.ts";
import { Refusal, UsageError } from "../failure.ts";
import { printResponse } from "../print-response.ts";
import { moneyText } from "../text/order-text.ts";

const help = `Usage: billing refund ID [AMOUNT] --why TEXT [--yes] [--json]

Refunds an order to its payer: AMOUNT, a decimal in the captured currency, or the whole remaining amount.
Shows the order and requests a confirmation.

  --why TEXT  the reason, recorded in the order's history
  --yes       skip the confirmation
  --json      print the service's response as JSON`;

export const refund: Command = {
  summary: "refund an order, in full or in part",
  help,
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, {
      options: { why: { type: "string" }, yes: { type: "boolean", default: false } },
      positionals: ["ID", "AMOUNT"],
      required: 1,
    });
    const reason = readReason(values.why);
    const [orderId = "", amount] = positionals;
    if (amount !== undefined && !/^\d{1,15}(\.\d{1,2})?$/.test(amount))
      throw new UsageError("AMOUNT must be a decimal such as 12.50.");
    const line = await actOnOrder(context, {
      action: "refund",
      orderId,
      yes: values.yes,
      confirmation: ({ amount: most }) => confirmRefund(orderId, most, amount),
      perform: (operators, { version }) =>
        operators.refund.mutate({
          order_id: orderId,
          version,
          reason,
          ...(amount === undefined ? {} : { amount }),
        }),
    });
    printResponse(context.terminal, line, { json: values.json, text: refundResult });
    return 0;
  },
};

/** The state of a delivered order does not change, so the result names the command that shows the refund. */
const refundResult = ({ order_id: id, state, version }: OrderSummary): string =>
  `Done: the refund is requested; order ${id} is ${state}, version ${version}. Run billing show ${id} to see its status.`;

function confirmRefund(id: string, left: Money, amount?: string) {
  const answer = amount ?? left.value;
  if (minorUnits(answer, left) > minorUnits(left.value, left))
    throw new Refusal(
      `The amount exceeds what order ${id} can refund: ${moneyText(left)}. Repeat the command with at most that amount.`,
    );
  const what =
    amount === undefined ? "the whole remaining amount" : `out of ${left.value} refundable`;
  return { prompt: `Type ${answer} to refund ${answer} ${left.currency_code}, ${what}:`, answer };
}

// The service rejects a value that is not an amount of the currency, with the reason.
const minorUnits = (value: string, { currency_code: code }: Money): bigint =>
  parseMoney({ currency_code: code, value }) ?? 0n;
