import { actionResult, actOnOrder } from "../act-on-order.ts";
import { readArguments, readReason } from "../arguments.ts";
import type { Command } from "../command.ts";
import { printResponse } from "../print-response.ts";

/** An action that takes only the order and the reason. */
export interface Decision {
  readonly name: "retry" | "close";
  readonly summary: string;
  /** What it does, for the help text. */
  readonly description: string;
  readonly prompt: string;
}

/** The command for such an action: it shows the order and requests a confirmation. */
export const createDecisionCommand = ({
  name,
  summary,
  description,
  prompt,
}: Decision): Command => ({
  summary,
  help: `Usage: billing ${name} ID --why TEXT [--yes] [--json]

${description}
Shows the order and requests a confirmation.

  --why TEXT  the reason, recorded in the order's history
  --yes       skip the confirmation
  --json      print the service's response as JSON`,
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, {
      options: { why: { type: "string" }, yes: { type: "boolean", default: false } },
      positionals: ["ID"],
    });
    const reason = readReason(values.why);
    const [orderId = ""] = positionals;
    const line = await actOnOrder(context, {
      action: name,
      orderId,
      yes: values.yes,
      confirmation: () => ({ prompt, answer: "yes" }),
      perform: (operators, { version }) =>
        operators[name].mutate({ order_id: orderId, version, reason }),
    });
    printResponse(context.terminal, line, { json: values.json, text: actionResult });
    return 0;
  },
});
