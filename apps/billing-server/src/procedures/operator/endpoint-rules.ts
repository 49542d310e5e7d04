import type { EndpointStore } from "../../ports/endpoint-store.ts";
import type { EventFeed } from "../../ports/event-feed.ts";

/** What the configuration decides about operators' endpoints. */
export interface EndpointRules {
  /** The secret of a generation; `null` while no signing key is configured. */
  readonly deriveSecret:
    | ((endpoint: { readonly id: string; readonly secretGeneration: number }) => string)
    | null;
  /** Whether events may be sent to this address. */
  readonly isAllowedAddress: (address: string) => boolean;
}

export interface EndpointDependencies {
  readonly endpoints: EndpointStore;
  readonly feed: EventFeed;
  readonly endpointRules: EndpointRules;
}
