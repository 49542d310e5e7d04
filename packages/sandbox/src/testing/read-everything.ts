import { createSandboxClient } from "../control/client.ts";
import type { Sandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "./paypal-caller.ts";
import { webOrderCaller } from "./web-order-caller.ts";

/** The responses of a sandbox to every read, without its ports and without the time. */
export async function readEverything(sandbox: Sandbox): Promise<unknown> {
  const reads = [...(await readPayPal(sandbox)), ...(await readOthers(sandbox))];
  return JSON.parse(JSON.stringify(reads).replaceAll(sandbox.paypal.url, "PAYPAL"));
}

async function readPayPal({ paypal }: Sandbox): Promise<unknown[]> {
  const caller = new PayPalCaller(paypal);
  await caller.login();
  const ids = [
    ...[...paypal.orders.keys()].map((id) => `/v2/checkout/orders/${id}`),
    ...[...paypal.orderOfCapture.keys()].map((id) => `/v2/payments/captures/${id}`),
    ...[...paypal.captureOfRefund.keys()].map((id) => `/v2/payments/refunds/${id}`),
    ...paypal.disputes.map(({ dispute_id }) => `/v1/customer/disputes/${dispute_id}`),
  ];
  const lists = ["/v1/notifications/webhooks", "/v1/notifications/webhooks-events"];
  const reads: unknown[] = [];
  for (const path of [...ids, ...lists, "/v1/customer/disputes"]) {
    const { status, body } = await caller.get(path);
    reads.push({ path, status, body: withoutDebugId(body) });
  }
  return reads;
}

const withoutDebugId = (body: object): object => ({ ...body, debug_id: undefined });

async function readOthers({ webOrder, issuer, controlUrl }: Sandbox): Promise<unknown[]> {
  const control = createSandboxClient(controlUrl);
  const keys = await fetch(`${issuer.url}/protocol/openid-connect/certs`);
  return [
    await control.orders.list(),
    await control.disputes.list(),
    await control.webhooks.list({ limit: 100 }),
    await control.webOrder.rows(),
    await control.faults.list(),
    await control.sandbox.conditions(),
    (await control.clock.show()).offset_ms,
    await webOrderCaller(webOrder).list("start=0"),
    await webOrderCaller(webOrder).list("start=0"),
    { status: keys.status, body: await keys.json() },
  ];
}
