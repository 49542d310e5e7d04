import { readArguments, readReason } from "../arguments.ts";
import type { Command } from "../command.ts";
import { printResponse } from "../print-response.ts";
import { secretText } from "../text/secret-text.ts";

/** Replaces the secret of an endpoint. */
export const rotateSecret: Command = {
  summary: "replace the secret of an endpoint; prints the new one",
  help: `Usage: billing rotate-secret ENDPOINT --why TEXT [--overlap HOURS] [--json]

Prints a new secret. Until the overlap ends, requests are signed with the earlier secret as well, and only a
rotation with an overlap of 0 is accepted.

  --why TEXT       the reason, recorded with your name
  --overlap HOURS  0 to 720; 24 by default. 0 after a secret became known: earlier ones end at once
  --json           print the service's response as JSON`,
  run: async (args, { terminal, connect }) => {
    const { values, positionals } = readArguments(args, {
      options: { why: { type: "string" }, overlap: { type: "string" } },
      positionals: ["ENDPOINT"],
    });
    const [endpointId = ""] = positionals;
    const response = await connect().rotateEndpointSecret.mutate({
      endpoint_id: endpointId,
      reason: readReason(values.why),
      ...(values.overlap === undefined ? {} : { overlap_hours: Number(values.overlap) }),
    });
    printResponse(terminal, response, { json: values.json, text: secretText });
    return 0;
  },
};
