import { actOn, movedText } from "../act.ts";
import { printAnswer } from "../answer.ts";
import { readArguments, reasonIn } from "../arguments.ts";
import type { Command } from "../command.ts";

/** An act that takes nothing but the order and the reason. */
export interface Decision {
  readonly name: "retry" | "close";
  readonly summary: string;
  /** What it does, as the help says it. */
  readonly explained: string;
  readonly question: string;
}

/** The command for such an act: it shows the order and asks first. */
export const decide = ({ name, summary, explained, question }: Decision): Command => ({
  summary,
  help: `Usage: billing ${name} ID --why TEXT [--yes] [--json]

${explained} Shows the order and asks first.

  --why TEXT  the reason, for the audit trail
  --yes       do it unasked
  --json      what the service answered`,
  run: async (args, desk) => {
    const { values, words } = readArguments(args, {
      options: { why: { type: "string" }, yes: { type: "boolean", default: false } },
      words: ["ID"],
    });
    const reason = reasonIn(values.why);
    const [orderId = ""] = words;
    const line = await actOn(desk, {
      action: name,
      orderId,
      yes: values.yes,
      question: () => ({ text: question, answer: "yes" }),
      perform: (operators, { version }) =>
        operators[name].mutate({ order_id: orderId, version, reason }),
    });
    printAnswer(desk.terminal, line, { json: values.json, text: movedText });
    return 0;
  },
});
