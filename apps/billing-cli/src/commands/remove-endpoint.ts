import type { Command } from "../command.ts";
import { createEndpointCommand } from "./create-endpoint-command.ts";

/** Removes an endpoint that an operator added. */
export const removeEndpoint: Command = createEndpointCommand({
  name: "remove-endpoint",
  summary: "remove an endpoint of outgoing webhooks",
  description: "Removes an endpoint. Events that wait for it are not sent.",
  procedure: "removeEndpoint",
  result: "removed",
});
