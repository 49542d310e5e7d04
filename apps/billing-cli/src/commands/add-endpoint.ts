import type { AppInputs } from "@onekonsole/billing-contract";
import { readArguments, readReason } from "../arguments.ts";
import type { Command } from "../command.ts";
import { printResponse } from "../print-response.ts";
import { secretText } from "../text/secret-text.ts";

type Types = NonNullable<AppInputs["operator"]["addEndpoint"]["types"]>;

/** Adds an endpoint of outgoing webhooks. */
export const addEndpoint: Command = {
  summary: "add an endpoint of outgoing webhooks; prints its secret",
  help: `Usage: billing add-endpoint URL --why TEXT [--types TYPE,…] [--json]

Adds an endpoint, which receives the events of all orders from now on. Prints the secret that the receiver
verifies signatures with; it is shown only once.

  --why TEXT    the reason, recorded with your name
  --types TYPE  only events of these types, separated by commas
  --json        print the service's response as JSON`,
  run: async (args, { terminal, connect }) => {
    const { values, positionals } = readArguments(args, {
      options: { why: { type: "string" }, types: { type: "string" } },
      positionals: ["URL"],
    });
    const [url = ""] = positionals;
    const reason = readReason(values.why);
    // The service names a type that it does not have.
    const types = values.types?.split(",") as Types | undefined;
    const response = await connect().addEndpoint.mutate({
      url,
      reason,
      ...(types === undefined ? {} : { types }),
    });
    printResponse(terminal, response, { json: values.json, text: secretText });
    return 0;
  },
};
