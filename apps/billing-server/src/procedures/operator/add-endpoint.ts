import { randomBytes } from "node:crypto";
import { isIP } from "node:net";
import type { AppOutputs, OrderEventCode } from "@onekonsole/billing-contract";
import { BillingError } from "../../domain/billing-error.ts";
import { actorName, type OperatorCall } from "../call.ts";
import type { EndpointDependencies } from "./endpoint-rules.ts";

interface Addition {
  readonly url: string;
  readonly types?: readonly OrderEventCode[] | undefined;
  readonly reason: string;
}

/**
 * Adds an endpoint, which receives the events from now on, and returns its secret. Throws `invalid_input` for an
 * address that events may not be sent to, and `signing_key_missing`. A host name is checked when it is called.
 */
export async function addEndpoint(
  { endpoints, endpointRules }: EndpointDependencies,
  { caller, input }: OperatorCall<Addition>,
): Promise<AppOutputs["operator"]["addEndpoint"]> {
  const { url, types = null, reason } = input;
  const { deriveSecret, isAllowedAddress } = endpointRules;
  if (!deriveSecret) throw new BillingError("signing_key_missing");
  const host = new URL(url).hostname.replaceAll(/[[\]]/g, "");
  if (isIP(host) !== 0 && !isAllowedAddress(host))
    throw new BillingError("invalid_input", {
      fields: [{ path: "url", message: "must not be a private address" }],
    });
  const id = `ep-${randomBytes(6).toString("hex")}`;
  await endpoints.add({ id, url, types }, { actor: actorName(caller), note: reason });
  return { endpoint_id: id, secret: deriveSecret({ id, secretGeneration: 1 }) };
}
