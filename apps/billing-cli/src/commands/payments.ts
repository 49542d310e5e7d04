import type { AppOutputs } from "@onekonsole/billing-contract";
import { printAnswer } from "../answer.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { tableOf } from "../text/table.ts";

type Payments = AppOutputs["operator"]["unmatchedPayments"];

/** Lists payments that belong to no order. */
export const payments: Command = {
  summary: "payments to the account that belong to no order; exit code 1 when one was lost",
  help: `Usage: billing payments [--json]

Lists payments to the account that belong to no order, the oldest first. "stray": made outside the checkout,
it only names an order. "lost": its PayPal order was opened by the service, which has no row of it; then the
exit code is 1. Close each with "billing close-payment EVENT_ID" once it is dealt with.

  --json  what the service answered`,
  run: async (args, { terminal, connect }) => {
    const { values } = readArguments(args, { options: {} });
    const answer = await connect().unmatchedPayments.query();
    printAnswer(terminal, answer, { json: values.json, text: paymentsText });
    return answer.payments.some(({ kind }) => kind === "lost") ? 1 : 0;
  },
};

function paymentsText({ payments: listed }: Payments): string {
  if (listed.length === 0) return "None.";
  const rows = listed.map((it) => [
    it.kind,
    it.amount ? `${it.amount.value} ${it.amount.currency_code}` : "-",
    it.order_id ?? "-",
    it.capture_id ?? "-",
    it.named_order_id ?? it.custom_id ?? "-",
    it.found_time,
    it.event_id,
  ]);
  const names = ["kind", "amount", "order", "capture", "names", "found", "event"];
  const steps = [...new Map(listed.map((it) => [it.kind, it.next_step]))];
  return [tableOf(names, rows), ...steps.map(([kind, step]) => `${kind}: ${step}`)].join("\n");
}
