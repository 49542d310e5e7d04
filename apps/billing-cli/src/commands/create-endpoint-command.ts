import { readArguments, readReason } from "../arguments.ts";
import type { Command } from "../command.ts";
import { printResponse } from "../print-response.ts";

interface EndpointAction {
  readonly name: string;
  readonly summary: string;
  /** What it does, for the help text. */
  readonly description: string;
  readonly procedure: "removeEndpoint" | "enableEndpoint";
  /** After "Done: endpoint ID is". */
  readonly result: string;
}

/** An action that takes only the endpoint and the reason. */
export const createEndpointCommand = (action: EndpointAction): Command => ({
  summary: action.summary,
  help: `Usage: billing ${action.name} ENDPOINT --why TEXT [--json]

${action.description}

  --why TEXT  the reason, recorded with your name
  --json      print the service's response as JSON`,
  run: async (args, { terminal, connect }) => {
    const { values, positionals } = readArguments(args, {
      options: { why: { type: "string" } },
      positionals: ["ENDPOINT"],
    });
    const [id = ""] = positionals;
    const reason = readReason(values.why);
    const response = await connect()[action.procedure].mutate({ endpoint_id: id, reason });
    printResponse(terminal, response, {
      json: values.json,
      text: () => `Done: endpoint ${id} is ${action.result}.`,
    });
    return 0;
  },
});
