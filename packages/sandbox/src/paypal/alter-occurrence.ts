import { alterations, alterOrder, withUnknownFields } from "./alter-answer.ts";
import type { Misbehaviour } from "./misbehaviour.ts";
import type { Occurrence } from "./occurrences.ts";

/** An occurrence whose resource is shown as a PayPal that misbehaves shows it. */
export function alterOccurrence(misbehaviour: Misbehaviour, occurrence: Occurrence): Occurrence {
  return {
    ...occurrence,
    resource: (host) => {
      const resource = occurrence.resource(host);
      if (occurrence.resourceType !== "checkout-order") {
        const [adds] = misbehaviour.alterations(["unknown_fields"]);
        return adds ? (withUnknownFields(resource) as object) : resource;
      }
      const { id } = resource as { readonly id: string };
      return alterOrder(resource, misbehaviour.alterations(alterations, id));
    },
  };
}
