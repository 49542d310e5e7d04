import { createSandboxClient } from "@onekonsole/billing-sandbox/control";
import { createWorld, type ScenarioWorld } from "@onekonsole/billing-scenarios";
import { startFlowEnvironment } from "@onekonsole/billing-testkit/server/flow-environment";

const webhookId = "4JH86294D6297924G";

/** A world, and where it is. */
export interface ServedWorld extends ScenarioWorld, AsyncDisposable {
  readonly billingUrl: string;
  readonly controlUrl: string;
}

/** A sandbox and a server that trusts its issuer, receives its webhooks and follows its clock. */
export async function startScenarioWorld(): Promise<ServedWorld> {
  const environment = await startFlowEnvironment({ movesClock: true });
  const { paypal, issuer, controlUrl } = environment.sandbox;
  const server = await environment.startServer({
    oidc_issuer: issuer.url,
    oidc_audience: issuer.audience,
    paypal_webhook_id: webhookId,
    paypal_webhook_issuer: paypal.webhooks.caCertificate,
    // All scenarios share the operator and the address.
    rate_limit_per_user: "100000",
  });
  paypal.webhooks.subscribe({ url: `${server.url}/webhooks/paypal`, webhookId });
  return {
    billingUrl: server.url,
    controlUrl,
    ...createWorld(server.url, createSandboxClient(controlUrl)),
    [Symbol.asyncDispose]: () => environment[Symbol.asyncDispose](),
  };
}
