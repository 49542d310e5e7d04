import { actOn, movedText } from "../act.ts";
import { readArguments, reasonIn } from "../arguments.ts";
import type { Command } from "../command.ts";

const help = `Usage: billing retry ID --why TEXT [--yes] [--json]

Tries again what failed of an order that needs a person: the capture while nothing was captured, the
refund that failed, else the delivery. Shows the order and asks first.

  --why TEXT  the reason, for the audit trail
  --yes       do it unasked
  --json      what the service answered`;

/** Tries again what failed. */
export const retry: Command = {
  summary: "try again what failed: the capture, the delivery or the refund",
  help,
  run: async (args, desk) => {
    const { values, words } = readArguments(args, {
      options: { why: { type: "string" }, yes: { type: "boolean", default: false } },
      words: ["ID"],
    });
    const reason = reasonIn(values.why);
    const [orderId = ""] = words;
    const line = await actOn(desk, {
      orderId,
      yes: values.yes,
      question: () => ({ text: "Type yes to try again:", answer: "yes" }),
      perform: (operators, { version }) =>
        operators.retry.mutate({ order_id: orderId, version, reason }),
    });
    desk.terminal.print(values.json ? JSON.stringify(line, null, 2) : movedText(line));
    return 0;
  },
};
