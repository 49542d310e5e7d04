import type { AppOutputs } from "@onekonsole/billing-contract";
import { BillingError } from "../../domain/billing-error.ts";
import { decodeCursor } from "../../domain/feed-cursor.ts";
import type { EndpointAct, EndpointStore, Resend } from "../../ports/endpoint-store.ts";
import { actorName, type OperatorCall } from "../call.ts";
import { readPage } from "../follow-query.ts";
import type { EndpointDependencies } from "./endpoint-rules.ts";

interface EndpointInput {
  readonly endpoint_id: string;
  readonly reason: string;
}

type Reference = AppOutputs["operator"]["removeEndpoint"];

/** Removes an operator's endpoint. Throws `endpoint_not_found`, and `endpoint_configured` for another one. */
export async function removeEndpoint(
  { endpoints }: EndpointDependencies,
  call: OperatorCall<EndpointInput>,
): Promise<Reference> {
  const { endpoint_id: id } = call.input;
  await requireOperators(endpoints, id);
  if (!(await endpoints.remove(actOf(call)))) throw new BillingError("endpoint_not_found");
  return { endpoint_id: id };
}

/** Lets an endpoint that returned 410 receive events again. Throws `endpoint_not_found` for any other. */
export async function enableEndpoint(
  { endpoints }: EndpointDependencies,
  call: OperatorCall<EndpointInput>,
): Promise<Reference> {
  if (!(await endpoints.enable(actOf(call)))) throw new BillingError("endpoint_not_found");
  return { endpoint_id: call.input.endpoint_id };
}

const hourMs = 3_600_000;
const defaultOverlapHours = 24;

/**
 * Returns a new secret of an operator's endpoint. Throws `endpoint_not_found`, `signing_key_missing`,
 * `endpoint_configured` for an endpoint of the configuration, and `rotation_not_ended`: a third secret would leave
 * out the only one that the receiver may have.
 */
export async function rotateEndpointSecret(
  { endpoints, endpointRules: { deriveSecret } }: EndpointDependencies,
  call: OperatorCall<EndpointInput & { readonly overlap_hours?: number | undefined }>,
): Promise<AppOutputs["operator"]["rotateEndpointSecret"]> {
  if (!deriveSecret) throw new BillingError("signing_key_missing");
  const { endpoint_id: id, overlap_hours: hours = defaultOverlapHours } = call.input;
  await requireOperators(endpoints, id);
  const generation = await endpoints.rotateSecret(actOf(call), hours * hourMs);
  if (generation === null) {
    await requireOperators(endpoints, id);
    throw new BillingError("rotation_not_ended");
  }
  return { endpoint_id: id, secret: deriveSecret({ id, secretGeneration: generation }) };
}

interface ResendInput extends EndpointInput {
  readonly cursor?: string | undefined;
  readonly after?: string | undefined;
  readonly dead?: true | undefined;
}

/**
 * Lets events be sent again. Throws `endpoint_not_found`, also for an event that the endpoint does not receive, and
 * `cursor_expired` if not all events after the cursor are kept, or it is behind the last one.
 */
export async function resendEvents(
  { endpoints, feed }: EndpointDependencies,
  call: OperatorCall<ResendInput>,
): Promise<Reference> {
  const { endpoint_id: id } = call.input;
  if (!(await endpoints.find(id))) throw new BillingError("endpoint_not_found");
  const resend = toResend(call.input);
  if (resend.what === "after") await readPage(feed, { after: resend.position, limit: 1 });
  if (!(await endpoints.resend(actOf(call), resend))) throw new BillingError("endpoint_not_found");
  return { endpoint_id: id };
}

function toResend({ cursor, after }: ResendInput): Resend {
  if (cursor !== undefined) return { what: "event", position: position(cursor, "cursor") };
  if (after !== undefined) return { what: "after", position: position(after, "after") };
  return { what: "dead" };
}

/** The position of a cursor; throws `invalid_input` naming the field. */
export function position(cursor: string, path: string): bigint {
  const decoded = decodeCursor(cursor);
  if (decoded !== null) return decoded;
  const message = "must be a cursor of the event feed";
  throw new BillingError("invalid_input", { fields: [{ path, message }] });
}

async function requireOperators(endpoints: EndpointStore, id: string): Promise<void> {
  const found = await endpoints.find(id);
  if (!found) throw new BillingError("endpoint_not_found");
  if (found.source === "configuration") throw new BillingError("endpoint_configured");
}

const actOf = ({ caller, input }: OperatorCall<EndpointInput>): EndpointAct => ({
  endpointId: input.endpoint_id,
  actor: actorName(caller),
  note: input.reason,
});
