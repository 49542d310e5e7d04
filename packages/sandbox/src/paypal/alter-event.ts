import { alterations, alterOrder, withUnknownFields } from "./alter-response.ts";
import type { Deviations } from "./deviations.ts";
import type { SandboxEvent } from "./sandbox-events.ts";

/** Applies the deviations to the resource of an event. */
export function alterEvent(deviations: Deviations, event: SandboxEvent): SandboxEvent {
  return {
    ...event,
    resource: (host) => {
      const resource = event.resource(host);
      if (event.resourceType !== "checkout-order") {
        const [adds] = deviations.alterations(["unknown_fields"]);
        return adds ? (withUnknownFields(resource) as object) : resource;
      }
      const { id } = resource as { readonly id: string };
      return alterOrder(resource, deviations.alterations(alterations, id));
    },
  };
}
