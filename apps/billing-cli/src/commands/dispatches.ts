import type { AppOutputs } from "@onekonsole/billing-contract";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../failure.ts";
import { printResponse } from "../print-response.ts";
import { formatTable } from "../text/table.ts";

type Dispatches = AppOutputs["operator"]["dispatches"];
type State = Dispatches["dispatches"][number]["state"];

const states: readonly State[] = ["pending", "sent", "dead"];

/** Lists what was sent to an endpoint. */
export const dispatches: Command = {
  summary: "list what was sent to an endpoint, what waits for it, and its dead letters",
  help: `Usage: billing dispatches ENDPOINT [--state STATE] [--limit N] [--before CURSOR] [--json]

Lists the events of an endpoint with their attempts, the latest first.

  --state STATE    only pending, sent or dead ones
  --limit N        at most 200; 50 by default
  --before CURSOR  the next page: the cursor that the last page ended with
  --json           print the service's response as JSON`,
  run: async (args, { terminal, connect }) => {
    const { values, positionals } = readArguments(args, {
      options: {
        state: { type: "string" },
        limit: { type: "string" },
        before: { type: "string" },
      },
      positionals: ["ENDPOINT"],
    });
    const [endpointId = ""] = positionals;
    const response = await connect().dispatches.query({
      endpoint_id: endpointId,
      ...(values.state === undefined ? {} : { state: readState(values.state) }),
      ...(values.limit === undefined ? {} : { limit: Number(values.limit) }),
      ...(values.before === undefined ? {} : { before: values.before }),
    });
    printResponse(terminal, response, { json: values.json, text: dispatchesText });
    return 0;
  },
};

function readState(text: string): State {
  const state = states.find((it) => it === text);
  if (!state) throw new UsageError(`--state must be one of ${states.join(", ")}.`);
  return state;
}

const names = ["event", "type", "state", "attempts", "status", "failure", "last", "next", "cursor"];

function dispatchesText({ dispatches: listed, next }: Dispatches): string {
  if (listed.length === 0) return "No events.";
  const rows = listed.map((it) => [
    it.event_id,
    it.type,
    it.state,
    String(it.attempts),
    it.last_status === null ? null : String(it.last_status),
    it.last_failure,
    it.last_time,
    it.next_time,
    it.cursor,
  ]);
  const more = next === null ? [] : [`More: --before ${next}`];
  return [formatTable(names, rows), ...more].join("\n");
}
