import type { Command } from "../command.ts";
import { createEndpointCommand } from "./create-endpoint-command.ts";

/** Lets an endpoint that returned 410 receive events again. */
export const enableEndpoint: Command = createEndpointCommand({
  name: "enable-endpoint",
  summary: "let an endpoint that returned 410 receive events again",
  description:
    "Enables an endpoint that returned 410. It receives the events that it missed as well.",
  procedure: "enableEndpoint",
  result: "enabled",
});
