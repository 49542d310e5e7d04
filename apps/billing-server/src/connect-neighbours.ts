import { createCircuitBreaker } from "./circuit-breaker.ts";
import type { Surroundings } from "./compose.ts";
import type { CountCall } from "./domain/call-observer.ts";
import type { Tracer } from "./domain/tracer.ts";
import { watchNeighbour } from "./neighbour-health.ts";
import { BillingPayPalClient, environmentOf } from "./paypal/client.ts";
import { createEventArchive } from "./paypal/event-archive.ts";
import { createPayPalGateway } from "./paypal/gateway.ts";
import { createTransport } from "./paypal/transport.ts";
import { createWebOrder } from "./web-order/web-order.ts";

interface Observers {
  readonly metrics: { readonly paypalCall: CountCall; readonly webOrderCall: CountCall };
  readonly tracer: Tracer;
}

/** PayPal and web-order, each behind a breaker of its own, and how they are. */
export function connectNeighbours(
  { paypal: account, webOrderUrl }: Pick<Surroundings, "paypal" | "webOrderUrl">,
  { metrics, tracer }: Observers,
) {
  const breakers = { paypal: createCircuitBreaker(), web_order: createCircuitBreaker() };
  const client = new BillingPayPalClient(account, createTransport);
  const viaPayPal = {
    client,
    breaker: breakers.paypal,
    observer: { neighbour: "PayPal", tracer, count: metrics.paypalCall },
  };
  const webOrder = createWebOrder({
    url: webOrderUrl,
    breaker: breakers.web_order,
    observer: { neighbour: "web-order", tracer, count: metrics.webOrderCall },
  });
  const paypalHealth = watchNeighbour(environmentOf(account).baseUrl);
  const webOrderHealth = watchNeighbour(webOrderUrl);
  return {
    breakers,
    client,
    webOrder,
    paypal: createPayPalGateway(viaPayPal),
    archive: createEventArchive(viaPayPal),
    // Reported, never fatal: orders are taken and paid ones kept while a neighbour is down.
    checkNeighbours: () => ({
      paypal: { breaker: breakers.paypal.state, ...paypalHealth() },
      web_order: { breaker: breakers.web_order.state, ...webOrderHealth() },
    }),
  };
}
