import { z } from "zod";
import type { Call } from "../http/call.ts";
import { payee } from "./accounts.ts";
import { bodyRefusal, keyRefusal, wantsRepresentation } from "./json-body.ts";
import { capturePayee } from "./order-record.ts";
import { money, text } from "./order-request-schema.ts";
import type { PayPalSandbox } from "./paypal-sandbox.ts";
import { refundIssue } from "./refund-issue.ts";
import type { RefundRecord } from "./refund-record.ts";
import { minimalRefund, refundOnWire } from "./refund-wire.ts";
import { keyLife } from "./request-keys.ts";
import { answer, apiError, issueError, notFound } from "./responses.ts";
import type { CaptureEntry } from "./return-funds.ts";
import { shapeProblem } from "./shape-problem.ts";

const refundRequest = z.object({
  amount: money.optional(),
  invoice_id: text(127).optional(),
  custom_id: text(127).optional(),
  note_to_payer: text(255).optional(),
});

/**
 * `POST /v2/payments/captures/{id}/refund`. Without an amount it refunds all that remains. A known
 * PayPal-Request-Id returns the existing refund in its current state and ignores the body.
 */
export function refundByApi(paypal: PayPalSandbox, call: Call): Response {
  const key = call.request.headers.get("paypal-request-id");
  const refusal = keyRefusal(key) ?? (call.text === "" ? undefined : bodyRefusal(call));
  if (refusal) return refusal;
  const place = paypal.findCapture(call.params["id"] ?? "");
  if (!place) return notFound();

  const { pathname } = call.url;
  const earlier = paypal.keys.find(pathname, key, keyLife.payments);
  const known = earlier && "refundId" in earlier ? paypal.findRefund(earlier.refundId) : undefined;
  if (known)
    return refundResponse(paypal.refundReplayStatus, { paypal, call, refund: known.refund });

  const parsed = refundRequest.safeParse(call.json ?? {}, { reportInput: true });
  if (!parsed.success) return apiError(400, parsed.error.issues.map(shapeProblem));
  const refusedWith = findRefusal(paypal, place);
  if (refusedWith) return issueError(refusedWith);
  const { amount, ...terms } = parsed.data;
  const { capture, refunds } = place;
  const disputed = paypal.isDisputed(capture.id);
  const now = paypal.clock.now();
  const problem = refundIssue({ capture, refunds, amount, disputed, now });
  if (problem?.issue === "REFUND_CAPTURE_CURRENCY_MISMATCH") {
    return apiError(422, [{ ...problem, issue: paypal.currencyMismatchIssue }]);
  }
  if (problem) return apiError(422, [problem]);
  const refund = paypal.refund(place, amount, terms);
  paypal.keys.record(pathname, key, { refundId: refund.id });
  return refundResponse(201, { paypal, call, refund });
}

/** The issue set by `refuseRefunds`; PERMISSION_DENIED if another account received the money. */
function findRefusal(paypal: PayPalSandbox, { order, capture }: CaptureEntry): string | undefined {
  const receiver = {
    ...payee,
    ...(capturePayee(order, capture) as Partial<typeof payee> | undefined),
  };
  const isOurs =
    receiver.merchant_id === payee.merchant_id && receiver.email_address === payee.email_address;
  return paypal.refundRefusal(order.id) ?? (isOurs ? undefined : "PERMISSION_DENIED");
}

interface Refunded {
  readonly paypal: PayPalSandbox;
  readonly call: Call;
  readonly refund: RefundRecord;
}

function refundResponse(status: 200 | 201, { paypal, call, refund }: Refunded): Response {
  const view = wantsRepresentation(call) ? refundOnWire : minimalRefund;
  return answer(status, view(refund, paypal.url));
}
