import { toBillingError } from "@onekonsole/billing-client";
import { readArguments, readReason } from "../arguments.ts";
import type { Command, Operators } from "../command.ts";
import { Refusal } from "../failure.ts";
import { printResponse } from "../print-response.ts";

/** Removes a payment from the list of payments that match no order. */
export const closePayment: Command = {
  summary: "close a payment that matches no order, once it is resolved",
  help: `Usage: billing close-payment EVENT_ID --why TEXT [--json]

Closes a payment that "billing payments" lists. It changes no order and moves no money.

  --why TEXT  the reason, recorded with your name
  --json      print the service's response as JSON`,
  run: async (args, { terminal, connect }) => {
    const { values, positionals } = readArguments(args, {
      options: { why: { type: "string" } },
      positionals: ["EVENT_ID"],
    });
    const [eventId = ""] = positionals;
    const closure = { event_id: eventId, reason: readReason(values.why) };
    const response = await close(connect(), closure);
    printResponse(terminal, response, {
      json: values.json,
      text: () => `Done: payment ${eventId} is closed.`,
    });
    return 0;
  },
};

async function close(operators: Operators, closure: { event_id: string; reason: string }) {
  try {
    return await operators.closeUnmatchedPayment.mutate(closure);
  } catch (error) {
    const { code, requestId } = toBillingError(error);
    if (code !== "not_possible") throw error;
    const reference = `(not_possible, request ${requestId})`;
    const text = `No open payment has the event id ${closure.event_id}. Run "billing payments" to list the open payments. ${reference}`;
    throw new Refusal(text, { cause: error });
  }
}
