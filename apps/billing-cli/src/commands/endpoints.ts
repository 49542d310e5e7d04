import type { AppOutputs } from "@onekonsole/billing-contract";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { printResponse } from "../print-response.ts";
import { formatTable } from "../text/table.ts";

type Endpoints = AppOutputs["operator"]["endpoints"];
type Endpoint = Endpoints["endpoints"][number];

/** Lists the endpoints of outgoing webhooks. */
export const endpoints: Command = {
  summary: "list the endpoints of outgoing webhooks; exit code 1 if one needs an operator",
  help: `Usage: billing endpoints [--json]

Lists the endpoints that receive the events of orders, and what waits for each. The exit code is 1 if one
is disabled since it returned 410, has dead letters (events whose attempts are used up), or has no key: the
service lacks event_signing_key to sign its events with, so that they wait.

  --json  print the service's response as JSON`,
  run: async (args, { terminal, connect }) => {
    const { values } = readArguments(args, { options: {} });
    const response = await connect().endpoints.query();
    printResponse(terminal, response, { json: values.json, text: endpointsText });
    return response.endpoints.some(needsOperator) ? 1 : 0;
  },
};

const needsOperator = (it: Endpoint): boolean =>
  it.disabled_as === "gone" || it.dead_events > 0 || !it.has_signing_key;

const status = (it: Endpoint): string =>
  it.disabled_as ?? (it.has_signing_key ? "enabled" : "no key");

const names = ["endpoint", "source", "status", "pending", "oldest", "dead", "types", "url"];

function endpointsText({ endpoints: listed }: Endpoints): string {
  if (listed.length === 0) return "No endpoints.";
  const rows = listed.map((it) => [
    it.endpoint_id,
    it.source,
    status(it),
    String(it.pending_events),
    it.oldest_pending_time,
    String(it.dead_events),
    it.types?.join(",") ?? "all",
    it.url,
  ]);
  return formatTable(names, rows);
}
