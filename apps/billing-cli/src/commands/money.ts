import type { AppOutputs } from "@onekonsole/billing-contract";
import { escapeStrings } from "@onekonsole/billing-contract/browser";
import { printAnswer } from "../answer.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { tableOf } from "../text/table.ts";

type Ledger = AppOutputs["operator"]["money"][number];

const help = `Usage: billing money [--json]

Shows where the captured money of each currency is. Ends with exit code 1 when money is unaccounted
for: captured, and in no state that anybody works on; or when an order's own books are wrong.

  --json  what the service answered`;

/** Shows the ledger. */
export const money: Command = {
  summary: "where the captured money is; exit code 1 when some is unaccounted for",
  help,
  run: async (args, { terminal, connect }) => {
    const { values } = readArguments(args, { options: {} });
    const ledger = await connect().money.query();
    printAnswer(terminal, ledger, { json: values.json, text: ledgerText });
    const wrong = escapeStrings(ledger).flatMap(faultsOf);
    for (const sentence of wrong) terminal.note(sentence);
    return wrong.length > 0 ? 1 : 0;
  },
};

function ledgerText(ledger: readonly Ledger[]): string {
  const names = ["currency", "captured", "provisioned", "refunded", "reversed", "in hands"];
  const rows = ledger.map((it) => [
    it.currency_code,
    it.captured,
    it.provisioned,
    it.refunded,
    it.reversed,
    it.in_hands,
    it.unaccounted,
  ]);
  return rows.length > 0 ? tableOf([...names, "unaccounted"], rows) : "No money yet.";
}

function faultsOf({
  unaccounted,
  currency_code: code,
  faults,
  faulty_orders: ids,
}: Ledger): string[] {
  const sentences =
    Number(unaccounted) === 0 ? [] : [`${unaccounted} ${code} are unaccounted for.`];
  if (faults > 0)
    sentences.push(`${faults} orders in ${code} are wrong in themselves: ${ids.join(", ")}`);
  return sentences;
}
