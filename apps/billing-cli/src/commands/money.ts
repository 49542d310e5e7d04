import type { AppOutputs } from "@onekonsole/billing-contract";
import { escapeStrings } from "@onekonsole/billing-contract";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { printResponse } from "../print-response.ts";
import { formatTable } from "../text/table.ts";

type Ledger = AppOutputs["operator"]["money"][number];

const help = `Usage: billing money [--json]

Shows where the captured funds of each currency are. The exit code is 1 on a ledger mismatch: captured
funds are unaccounted for, refunds exceed captures, or an order's totals are inconsistent.

  --json  print the service's response as JSON`;

export const money: Command = {
  summary: "show the ledger by currency; exit code 1 on a ledger mismatch",
  help,
  run: async (args, { terminal, connect }) => {
    const { values } = readArguments(args, { options: {} });
    const ledger = await connect().money.query();
    printResponse(terminal, ledger, { json: values.json, text: ledgerText });
    const mismatches = escapeStrings(ledger).flatMap(describeMismatches);
    for (const sentence of mismatches) terminal.note(sentence);
    return mismatches.length > 0 ? 1 : 0;
  },
};

const columns = [
  "currency",
  "captured",
  "provisioned",
  "refunded",
  "reversed",
  "in progress",
  "unaccounted",
];

function ledgerText(ledger: readonly Ledger[]): string {
  const rows = ledger.map((it) => [
    it.currency_code,
    it.captured,
    it.provisioned,
    it.refunded,
    it.reversed,
    it.in_hands,
    it.unaccounted,
  ]);
  return rows.length > 0 ? formatTable(columns, rows) : "No funds were captured yet.";
}

function describeMismatches(ledger: Ledger): string[] {
  const { unaccounted, currency_code: code, faults, faulty_orders: ids } = ledger;
  const sentences = [];
  if (Number(unaccounted) !== 0)
    sentences.push(
      `Ledger mismatch in ${code}: ${unaccounted} unaccounted for. See BillingMoneyUnaccounted in docs/runbook.md.`,
    );
  if (faults > 0)
    sentences.push(
      `Ledger mismatch in ${code}: orders with inconsistent totals (${faults}): ${ids.join(", ")}. Run billing show for each.`,
    );
  return sentences;
}
