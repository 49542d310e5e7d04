import { z } from "zod";
import type { Call } from "../http/call.ts";
import type { DisputeRecord } from "./dispute-record.ts";
import { disputeLink, disputeOnWire } from "./dispute-wire.ts";
import { bodyRefusal } from "./json-body.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { answer, apiError, notFound } from "./responses.ts";
import { shapeProblem } from "./shape-problem.ts";

const evidenceSchema = z.object({
  evidences: z
    .array(
      z.looseObject({
        evidence_type: z.string().min(1),
        notes: z.string().max(2_000).optional(),
      }),
    )
    .min(1),
});

const claimSchema = z.looseObject({ note: z.string().min(1).max(2_000) });

/** `GET /v1/customer/disputes/{id}`. */
export function getDispute(paypal: PayPalSandbox, call: Call): Response {
  const dispute = findDispute(paypal, call);
  return dispute ? answer(200, disputeOnWire(dispute, paypal.url)) : notFound();
}

/**
 * `POST /v1/customer/disputes/{id}/provide-evidence`, while the dispute waits for the merchant; then PayPal reviews
 * it. The evidence is the body, or the part `input` of a form; files are not kept.
 */
export async function provideEvidence(paypal: PayPalSandbox, call: Call): Promise<Response> {
  const dispute = findDispute(paypal, call);
  if (!dispute) return notFound();
  const json = await evidenceOf(call);
  const parsed = evidenceSchema.safeParse(json, { reportInput: true });
  if (!parsed.success) return apiError(400, parsed.error.issues.map(shapeProblem));
  if (dispute.status !== "WAITING_FOR_SELLER_RESPONSE") return wrongStatus();
  paypal.provideEvidence(dispute.dispute_id, parsed.data.evidences);
  return answer(200, { links: [disputeLink(dispute, paypal.url)] });
}

/** `POST /v1/customer/disputes/{id}/accept-claim`: resolves it for the customer, who gets the disputed amount. */
export function acceptClaim(paypal: PayPalSandbox, call: Call): Response {
  const refusal = bodyRefusal(call);
  if (refusal) return refusal;
  const dispute = findDispute(paypal, call);
  if (!dispute) return notFound();
  const parsed = claimSchema.safeParse(call.json, { reportInput: true });
  if (!parsed.success) return apiError(400, parsed.error.issues.map(shapeProblem));
  if (dispute.status === "RESOLVED") return wrongStatus();
  paypal.resolveDispute(dispute.dispute_id, "RESOLVED_BUYER_FAVOUR");
  return answer(200, { links: [disputeLink(dispute, paypal.url)] });
}

function findDispute({ disputes }: PayPalSandbox, { params }: Call): DisputeRecord | undefined {
  return disputes.find(({ dispute_id }) => dispute_id === params["id"]);
}

// PayPal publishes no issues of this API; the name is the sandbox's.
const wrongStatus = (): Response => apiError(422, [{ issue: "INVALID_DISPUTE_STATUS" }]);

async function evidenceOf({ request, text, json }: Call): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("multipart/form-data")) return json;
  const form = await new Response(text, { headers: { "content-type": type } }).formData();
  const input = form.get("input");
  const part = typeof input === "string" ? input : await input?.text();
  try {
    return JSON.parse(part ?? "");
  } catch {
    return undefined;
  }
}
