import { http, type HttpHandler } from "msw";
import { readCall } from "../http/call.ts";
import { withFaults } from "../http/with-faults.ts";
import { acceptClaim, getDispute, provideEvidence } from "./answer-dispute.ts";
import { showApprovalPage } from "./approval-page/show-approval-page.ts";
import { submitApprovalPage } from "./approval-page/submit-approval-page.ts";
import { authorizeOrder } from "./authorize-order.ts";
import { authorized } from "./authorized.ts";
import { captureByApi } from "./capture-order.ts";
import { confirmPaymentSource } from "./confirm-order.ts";
import { createOrder } from "./create-order.ts";
import { getCapture } from "./get-capture.ts";
import { getCertificate } from "./get-certificate.ts";
import { getOrder } from "./get-order.ts";
import { getRefund } from "./get-refund.ts";
import { issueToken } from "./issue-token.ts";
import { listDisputes } from "./list-disputes.ts";
import { patchOrder } from "./patch-order.ts";
import type { PayPalOperation, PayPalSandbox } from "./paypal-sandbox.ts";
import { refundByApi } from "./refund-capture.ts";
import { apiError } from "./responses.ts";
import { searchTransactions } from "./search-transactions.ts";
import { simulateEvent } from "./simulate-event.ts";
import { verifyWebhookSignature } from "./verify-webhook-signature.ts";
import { checkSdkCredentials, serveWebSdk } from "./web-sdk/serve-web-sdk.ts";
import { getWebhookEvent, listWebhookEvents, resendWebhookEvent } from "./webhook-events.ts";
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listEventTypes,
  listWebhooks,
  listWebhookTypes,
  updateWebhook,
} from "./webhook-subscriptions.ts";
import { withDeviations, type Verb } from "./with-deviations.ts";

const disputesPath = "*/v1/customer/disputes";
const webhooksPath = "*/v1/notifications/webhooks";
const eventsPath = "*/v1/notifications/webhooks-events";

/** PayPal as msw request handlers for any host; the most frequent paths come first. */
export function paypalHandlers(paypal: PayPalSandbox): HttpHandler[] {
  const api = (operation: PayPalOperation, verb: Verb) => {
    const answer = withDeviations(operation, verb);
    return withFaults(
      paypal,
      operation,
      authorized(paypal, operation, (call) => answer(paypal, call)),
    );
  };
  const page = (verb: Verb) => async (incoming: Parameters<typeof readCall>[0]) => {
    const call = await readCall(incoming);
    paypal.log.record(call);
    if (paypal.outage.kind) return apiError(503);
    return verb(paypal, call);
  };
  return [
    http.post("*/v2/checkout/orders", api("orders.create", createOrder)),
    http.post("*/v2/checkout/orders/:id/capture", api("orders.capture", captureByApi)),
    http.get("*/v2/checkout/orders/:id", api("orders.get", getOrder)),
    http.patch("*/v2/checkout/orders/:id", api("orders.patch", patchOrder)),
    http.post(
      "*/v2/checkout/orders/:id/confirm-payment-source",
      api("orders.confirm", confirmPaymentSource),
    ),
    http.post("*/v2/checkout/orders/:id/authorize", api("orders.authorize", authorizeOrder)),
    http.get("*/v2/payments/captures/:id", api("captures.get", getCapture)),
    http.post("*/v2/payments/captures/:id/refund", api("captures.refund", refundByApi)),
    http.get("*/v2/payments/refunds/:id", api("refunds.get", getRefund)),
    http.post(
      "*/v1/oauth2/token",
      withFaults(paypal, "token", (call) => issueToken(paypal, call)),
    ),
    http.post(
      "*/v1/notifications/verify-webhook-signature",
      api("webhooks.verify", verifyWebhookSignature),
    ),
    http.get(
      "*/v1/notifications/certs/:name",
      withFaults(paypal, "webhooks.certificate", (call) => getCertificate(paypal, call)),
    ),
    http.post(webhooksPath, api("webhooks.create", createWebhook)),
    http.get(webhooksPath, api("webhooks.list", listWebhooks)),
    http.get(`${webhooksPath}/:id`, api("webhooks.get", getWebhook)),
    http.patch(`${webhooksPath}/:id`, api("webhooks.update", updateWebhook)),
    http.delete(`${webhooksPath}/:id`, api("webhooks.delete", deleteWebhook)),
    http.get(`${webhooksPath}/:id/event-types`, api("webhooks.event_types", listWebhookTypes)),
    http.get(
      "*/v1/notifications/webhooks-event-types",
      api("webhooks.event_types", listEventTypes),
    ),
    http.post("*/v1/notifications/simulate-event", api("webhooks.simulate", simulateEvent)),
    http.get(eventsPath, api("webhooks.events", listWebhookEvents)),
    http.get(`${eventsPath}/:id`, api("webhooks.events", getWebhookEvent)),
    http.post(`${eventsPath}/:id/resend`, api("webhooks.events", resendWebhookEvent)),
    http.get("*/v1/reporting/transactions", api("transactions.search", searchTransactions)),
    http.get(disputesPath, api("disputes.list", listDisputes)),
    http.get(`${disputesPath}/:id`, api("disputes.get", getDispute)),
    http.post(
      `${disputesPath}/:id/provide-evidence`,
      api("disputes.provide_evidence", provideEvidence),
    ),
    http.post(`${disputesPath}/:id/accept-claim`, api("disputes.accept_claim", acceptClaim)),
    http.get("*/checkoutnow", page(showApprovalPage)),
    http.post("*/checkoutnow", page(submitApprovalPage)),
    http.get("*/web-sdk/v6/:file", page(serveWebSdk)),
    http.post("*/web-sdk/v6/credentials", page(checkSdkCredentials)),
  ];
}
