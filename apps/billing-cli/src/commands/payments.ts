import type { AppOutputs } from "@onekonsole/billing-contract";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { printResponse } from "../print-response.ts";
import { formatTable } from "../text/table.ts";

type Payments = AppOutputs["operator"]["unmatchedPayments"];

/** Lists payments that match no order. */
export const payments: Command = {
  summary: "list payments that match no order; exit code 1 if one is lost",
  help: `Usage: billing payments [--json]

Lists payments to the PayPal account that match no order, the oldest first.

  stray  made outside the checkout; its custom_id names an order of the service
  lost   the service created its PayPal order, but the database has no such order; the exit code is 1

Resolve each payment, then run "billing close-payment EVENT_ID --why TEXT".

  --json  print the service's response as JSON`,
  run: async (args, { terminal, connect }) => {
    const { values } = readArguments(args, { options: {} });
    const response = await connect().unmatchedPayments.query();
    printResponse(terminal, response, { json: values.json, text: paymentsText });
    return response.payments.some(({ kind }) => kind === "lost") ? 1 : 0;
  },
};

function paymentsText({ payments: unmatched }: Payments): string {
  if (unmatched.length === 0) return "No unmatched payments.";
  const rows = unmatched.map((it) => [
    it.kind,
    it.amount ? `${it.amount.value} ${it.amount.currency_code}` : "-",
    it.order_id ?? "-",
    it.capture_id ?? "-",
    it.named_order_id ?? it.custom_id ?? "-",
    it.found_time,
    it.event_id,
  ]);
  const names = ["kind", "amount", "order", "capture", "named order", "found at", "event"];
  const steps = [...new Map(unmatched.map((it) => [it.kind, it.next_step]))];
  return [formatTable(names, rows), ...steps.map(([kind, step]) => `${kind}: ${step}`)].join("\n");
}
