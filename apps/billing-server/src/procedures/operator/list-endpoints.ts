import type { AppOutputs } from "@onekonsole/billing-contract";
import type { ListedEndpoint } from "../../ports/endpoint-store.ts";
import type { EndpointDependencies } from "./endpoint-rules.ts";

type Endpoints = AppOutputs["operator"]["endpoints"];

/** The endpoints that receive events, and those that are disabled. */
export async function listEndpoints({
  endpoints,
  endpointRules,
}: EndpointDependencies): Promise<Endpoints> {
  const listed = await endpoints.list();
  const hasKey = endpointRules.deriveSecret !== null;
  return { endpoints: listed.map((endpoint) => presentEndpoint(endpoint, hasKey)) };
}

const presentEndpoint = (
  endpoint: ListedEndpoint,
  hasKey: boolean,
): Endpoints["endpoints"][number] => ({
  endpoint_id: endpoint.id,
  source: endpoint.source,
  url: endpoint.url,
  types: endpoint.types === null ? null : [...endpoint.types],
  disabled_as: endpoint.disabledAs,
  disabled_time: endpoint.disabledAt?.toISOString() ?? null,
  // Those of the configuration have their own secrets.
  has_signing_key: hasKey || endpoint.source === "configuration",
  pending_events: endpoint.pending,
  dead_events: endpoint.dead,
  oldest_pending_time: endpoint.oldestPendingAt?.toISOString() ?? null,
  earlier_secret_until: endpoint.earlierSecretUntil?.toISOString() ?? null,
  added_time: endpoint.addedAt.toISOString(),
});
