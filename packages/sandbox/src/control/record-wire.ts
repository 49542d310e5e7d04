import { keptBody } from "../http/wire-log.ts";
import type { PayPalSandbox } from "../paypal/paypal-sandbox.ts";
import type { ControlledSandbox } from "./handler.ts";
import type { SimulatorName } from "./simulators.ts";

type Answer = (request: Request) => Promise<Response>;

/** Records every request that a simulator receives, with its response. */
export function recordReceived(
  sandbox: ControlledSandbox,
  simulator: SimulatorName,
  answer: Answer,
): Answer {
  return async (request) => {
    const startedAt = performance.now();
    const requestBody = await request.clone().text();
    const response = await answer(request);
    const record = (responseBody: string) =>
      sandbox.wire.record({
        at: new Date(sandbox.paypal.clock.now()).toISOString(),
        simulator,
        direction: "received",
        method: request.method,
        url: pathOf(request.url),
        // msw's network error: the connection ends without a response.
        ...(response.type === "error" ? {} : { status: response.status }),
        duration_ms: Math.round(performance.now() - startedAt),
        ...namedOrder(sandbox, request.url, requestBody, responseBody),
        request_headers: Object.fromEntries(request.headers),
        request_body: keptBody(requestBody),
        response_headers: Object.fromEntries(response.headers),
        response_body: keptBody(responseBody),
      });
    // A body that never ends, of a fault, is never recorded.
    if (response.body === null) record("");
    else
      void response
        .clone()
        .text()
        .then(record, () => record(""));
    return response;
  };
}

/** Records every webhook transmission that PayPal sends. */
export function recordSent(sandbox: ControlledSandbox): void {
  sandbox.paypal.webhooks.sent.add(({ transmission, reception, eventType, ms }) => {
    const { url, headers, body } = transmission;
    sandbox.wire.record({
      at: new Date(sandbox.paypal.clock.now()).toISOString(),
      simulator: "paypal",
      direction: "sent",
      method: "POST",
      url,
      ...("status" in reception ? { status: reception.status } : {}),
      duration_ms: Math.round(ms),
      ...namedOrder(sandbox, body),
      ...(eventType === undefined ? {} : { event_type: eventType }),
      request_headers: { ...headers },
      request_body: keptBody(body),
      response_headers: {},
      response_body: "error" in reception ? reception.error : "",
    });
  });
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}

/** The order whose own id, capture, refund or dispute is the first to occur in these texts. */
function namedOrder(
  { paypal }: ControlledSandbox,
  ...texts: readonly string[]
): { readonly order_id?: string } {
  for (const text of texts)
    for (const [id] of text.matchAll(/\bPP-R-[0-9A-Z]+-[0-9A-Z]+\b|\b[0-9A-Z]{17}\b/g)) {
      const captureId = paypal.captureOfRefund.get(id) ?? disputedCapture(paypal, id) ?? id;
      const orderId = paypal.orderOfCapture.get(captureId) ?? id;
      if (paypal.orders.has(orderId)) return { order_id: orderId };
    }
  return {};
}

const disputedCapture = ({ disputes }: PayPalSandbox, id: string): string | undefined =>
  disputes.find(({ dispute_id }) => dispute_id === id)?.disputed_transactions[0]
    ?.seller_transaction_id;
