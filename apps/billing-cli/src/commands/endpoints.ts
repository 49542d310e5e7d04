import type { AppOutputs } from "@onekonsole/billing-contract";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { printResponse } from "../print-response.ts";
import { formatTable } from "../text/table.ts";

type Endpoints = AppOutputs["operator"]["endpoints"];

/** Lists the endpoints of outgoing webhooks. */
export const endpoints: Command = {
  summary: "list the endpoints of outgoing webhooks; exit code 1 if one needs an operator",
  help: `Usage: billing endpoints [--json]

Lists the endpoints that receive the events of orders, and what waits for each. The exit code is 1 if one
is disabled since it returned 410, or has dead letters: events whose attempts are used up.

  --json  print the service's response as JSON`,
  run: async (args, { terminal, connect }) => {
    const { values } = readArguments(args, { options: {} });
    const response = await connect().endpoints.query();
    printResponse(terminal, response, { json: values.json, text: endpointsText });
    const isFailing = response.endpoints.some(
      ({ disabled_as: disabled, dead_events: dead }) => disabled === "gone" || dead > 0,
    );
    return isFailing ? 1 : 0;
  },
};

const names = ["endpoint", "source", "status", "pending", "oldest", "dead", "types", "url"];

function endpointsText({ endpoints: listed }: Endpoints): string {
  if (listed.length === 0) return "No endpoints.";
  const rows = listed.map((it) => [
    it.endpoint_id,
    it.source,
    it.disabled_as ?? "enabled",
    String(it.pending_events),
    it.oldest_pending_time,
    String(it.dead_events),
    it.types?.join(",") ?? "all",
    it.url,
  ]);
  return formatTable(names, rows);
}
