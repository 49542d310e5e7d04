import { readArguments, readReason } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../failure.ts";
import { printResponse } from "../print-response.ts";

/** Sends events to an endpoint again. */
export const resend: Command = {
  summary: "send events to an endpoint again",
  help: `Usage: billing resend ENDPOINT (--dead | --event CURSOR | --after CURSOR) --why TEXT [--json]

Sends events again, with the ids that they had.

  --dead          all dead letters
  --event CURSOR  one event, by the cursor that "billing dispatches" shows
  --after CURSOR  all events after this one, also those that the receiver accepted; refused, with the oldest
                  possible cursor, if some of them are no longer kept
  --why TEXT      the reason, recorded with your name
  --json          print the service's response as JSON`,
  run: async (args, { terminal, connect }) => {
    const { values, positionals } = readArguments(args, {
      options: {
        why: { type: "string" },
        dead: { type: "boolean", default: false },
        event: { type: "string" },
        after: { type: "string" },
      },
      positionals: ["ENDPOINT"],
    });
    const [id = ""] = positionals;
    const { event, after, dead } = values;
    const which = {
      ...(event === undefined ? {} : { cursor: event }),
      ...(after === undefined ? {} : { after }),
      ...(dead ? { dead: true as const } : {}),
    };
    if (Object.keys(which).length !== 1)
      throw new UsageError("One of --dead, --event and --after is required.");
    const response = await connect().resendEvents.mutate({
      endpoint_id: id,
      reason: readReason(values.why),
      ...which,
    });
    printResponse(terminal, response, {
      json: values.json,
      text: () => `Done: the events are sent to endpoint ${id} again.`,
    });
    return 0;
  },
};
