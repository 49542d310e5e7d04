import type { AppOutputs } from "@onekonsole/billing-contract";

/** The secret of an endpoint, with what to do with it. */
export const secretText = ({
  endpoint_id: id,
  secret,
}: AppOutputs["operator"]["addEndpoint"]): string =>
  [
    `Done: endpoint ${id}.`,
    `Secret: ${secret}`,
    "Give it to the receiver now: it is not shown again.",
  ].join("\n");
