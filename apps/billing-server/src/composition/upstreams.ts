import { BillingPayPalClient, sdkEnvironment } from "../paypal/client.ts";
import { createEventArchive } from "../paypal/event-archive.ts";
import { createPayPalGateway } from "../paypal/gateway.ts";
import { createTransport } from "../paypal/transport.ts";
import type { CountCall } from "../ports/call-observer.ts";
import type { Tracer } from "../ports/tracer.ts";
import { createCircuitBreaker } from "../upstream/circuit-breaker.ts";
import { watchUpstream } from "../upstream/upstream-health.ts";
import { createWebOrder } from "../web-order/web-order.ts";
import type { RuntimeSettings } from "./runtime-settings.ts";

interface Observers {
  readonly metrics: { readonly paypalCall: CountCall; readonly webOrderCall: CountCall };
  readonly tracer: Tracer;
}

/** PayPal and web-order, each with its own circuit breaker, and their health. */
export function connectUpstreams(
  { paypal: account, webOrderUrl }: Pick<RuntimeSettings, "paypal" | "webOrderUrl">,
  { metrics, tracer }: Observers,
) {
  const breakers = { paypal: createCircuitBreaker(), web_order: createCircuitBreaker() };
  const client = new BillingPayPalClient(account, createTransport);
  const viaPayPal = {
    client,
    breaker: breakers.paypal,
    observer: { upstream: "PayPal", tracer, count: metrics.paypalCall },
  };
  const webOrder = createWebOrder({
    url: webOrderUrl,
    breaker: breakers.web_order,
    observer: { upstream: "web-order", tracer, count: metrics.webOrderCall },
  });
  const paypalHealth = watchUpstream(sdkEnvironment(account).baseUrl);
  const webOrderHealth = watchUpstream(webOrderUrl);
  return {
    breakers,
    client,
    webOrder,
    paypal: createPayPalGateway(viaPayPal),
    archive: createEventArchive(viaPayPal),
    // Reported, never fatal: while an upstream is down, paid orders wait in the queue.
    checkUpstreams: () => ({
      paypal: { breaker: breakers.paypal.state, ...paypalHealth() },
      web_order: { breaker: breakers.web_order.state, ...webOrderHealth() },
    }),
  };
}
