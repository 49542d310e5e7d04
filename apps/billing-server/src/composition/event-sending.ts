import type { Config } from "../config/read-config.ts";
import { allowedAddresses } from "../endpoints/allowed-addresses.ts";
import { deriveSecret, derivedSecrets } from "../endpoints/endpoint-secrets.ts";
import { createEventSender } from "../endpoints/event-sender.ts";
import type { Traffic } from "../metrics/traffic.ts";
import type { ActiveEndpoint } from "../ports/endpoint-outbox.ts";
import type { EventFeed } from "../ports/event-feed.ts";
import type { SendTarget } from "../ports/event-sender.ts";
import type { Log } from "../ports/log.ts";
import type { EndpointRules } from "../procedures/operator/endpoint-rules.ts";
import { storeConfiguredEndpoints } from "../store/configured-endpoints.ts";
import type { DatabaseConnection } from "../store/database.ts";
import { createEndpointOutbox } from "../store/endpoint-outbox.ts";
import { createEndpointStore } from "../store/endpoint-store.ts";
import { type EventSending, startSending } from "../workers/send-events.ts";

interface SendingParts {
  readonly config: Pick<Config, "eventEndpoints" | "isProduction">;
  readonly database: DatabaseConnection;
  readonly feed: EventFeed;
  readonly metrics: Pick<Traffic, "dispatch">;
  readonly log: Log;
}

/** The outgoing webhooks: what operators do with endpoints, and the sending, which `start` begins. */
export function createEventSending({ config, database, feed, metrics, log }: SendingParts) {
  const { configured, signingKeys, networks } = config.eventEndpoints;
  const isAllowed = allowedAddresses(networks, { allowsLoopback: !config.isProduction });
  const sender = createEventSender({ isAllowed });
  const { db } = database;
  const targetOf = (endpoint: ActiveEndpoint): SendTarget | null => {
    const { url, source } = endpoint;
    const own = source === "configuration" ? configured.get(endpoint.id) : undefined;
    if (own) return { url: own.url, secrets: own.secrets, isTrusted: true };
    if (source === "configuration" || signingKeys.length === 0) return null;
    return { url, secrets: derivedSecrets(signingKeys, endpoint), isTrusted: false };
  };
  const [currentKey] = signingKeys;
  const endpointRules: EndpointRules = {
    deriveSecret: currentKey === undefined ? null : (it) => deriveSecret(currentKey, it),
    isAllowedAddress: isAllowed,
  };
  let sending: EventSending | undefined;
  return {
    deps: { endpoints: createEndpointStore(db, feed.sequence), endpointRules },
    start: async (): Promise<void> => {
      const own = [...configured].map(([id, { url, types }]) => ({ id, url, types }));
      await storeConfiguredEndpoints(db, own, feed.sequence);
      const outbox = createEndpointOutbox(db, feed.sequence);
      sending = startSending({ outbox, feed, sender, targetOf, count: metrics.dispatch, log });
    },
    wake: () => sending?.wake(),
    stop: async (): Promise<void> => {
      await sending?.stop();
      await sender.close();
    },
  };
}
