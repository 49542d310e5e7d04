import { billingErrorOf } from "@onekonsole/billing-client";
import { printAnswer } from "../answer.ts";
import { readArguments, reasonIn } from "../arguments.ts";
import type { Command, Operators } from "../command.ts";
import { Refusal } from "../failure.ts";

/** Takes a payment off the list of those that belong to no order. */
export const closePayment: Command = {
  summary: "take a payment that belongs to no order off the list, once it is dealt with",
  help: `Usage: billing close-payment EVENT_ID --why TEXT [--json]

Closes a payment that "billing payments" lists. It changes no order and moves no money.

  --why TEXT  the reason; it is kept with your name
  --json      what the service answered`,
  run: async (args, { terminal, connect }) => {
    const { values, words } = readArguments(args, {
      options: { why: { type: "string" } },
      words: ["EVENT_ID"],
    });
    const [eventId = ""] = words;
    const wish = { event_id: eventId, reason: reasonIn(values.why) };
    const answer = await closed(connect(), wish);
    printAnswer(terminal, answer, { json: values.json, text: () => `Closed ${eventId}.` });
    return 0;
  },
};

async function closed(operators: Operators, wish: { event_id: string; reason: string }) {
  try {
    return await operators.closeUnmatchedPayment.mutate(wish);
  } catch (error) {
    const { code, requestId } = billingErrorOf(error);
    if (code !== "not_possible") throw error;
    const quoted = `(not_possible, request ${requestId})`;
    const text = `No open payment is listed under ${wish.event_id}: see "billing payments". ${quoted}`;
    throw new Refusal(text, { cause: error });
  }
}
