import { createSandboxClient, type SandboxClient } from "../control/client.ts";
import type { Sandbox } from "../start-sandbox.ts";
import { PayPalCaller } from "./paypal-caller.ts";
import { orderBody, post } from "./web-order-caller.ts";

interface Actor {
  readonly sandbox: Sandbox;
  readonly paypal: PayPalCaller;
  readonly control: SandboxClient;
  /** An order, a refund and a dispute of the sandbox, or ids of none. */
  readonly order: string;
  readonly refund: string;
  readonly dispute: string;
  /** Any whole number. */
  readonly n: number;
}

/** Every action over HTTP, by name. What the state does not allow is rejected, and has no effect. */
const performed = {
  create: ({ paypal, n }) => paypal.create({}, { "paypal-request-id": `key-${n % 4}` }),
  createAnother: ({ paypal }) => paypal.create(),
  approve: ({ control, order }) => control.orders.approve({ id: order }),
  approvePending: ({ control, order }) =>
    control.orders.approve({ id: order, capture: "PENDING", pending_reason: "ECHECK" }),
  decline: ({ control, order }) => control.orders.decline({ id: order }),
  capture: ({ paypal, order, n }) =>
    paypal.capture(order, { "paypal-request-id": `capture-${n % 2}` }),
  captureInBrowser: ({ control, order }) => control.orders.captureInBrowser({ id: order }),
  settle: ({ control, order }) => control.orders.settle({ id: order, status: "COMPLETED" }),
  hold: ({ control, order }) => control.orders.hold({ id: order, reason: "PENDING_REVIEW" }),
  refund: ({ control, order }) => control.orders.refund({ id: order, value: "1.00" }),
  settleRefund: ({ control, refund }) =>
    control.orders.settleRefund({ id: refund, status: "FAILED" }),
  holdRefunds: ({ control, n }) => control.orders.holdRefunds({ on: n % 2 === 0 }),
  refuseRefunds: ({ control, order }) =>
    control.orders.refuseRefunds({ id: order, issue: "REFUND_NOT_ALLOWED" }),
  allowRefunds: ({ control, order }) => control.orders.allowRefunds({ id: order }),
  reverse: ({ control, order }) => control.orders.reverse({ id: order }),
  cancelReversal: ({ control, order }) => control.orders.cancelReversal({ id: order }),
  expire: ({ control, order }) => control.orders.expire({ id: order }),
  patch: ({ paypal, order }) =>
    paypal.patch(`/v2/checkout/orders/${order}`, [
      { op: "add", path: "/purchase_units/@reference_id=='default'/invoice_id", value: "INV" },
    ]),
  dispute: ({ control, order }) => control.disputes.open({ order_id: order }),
  lose: ({ control, dispute }) =>
    control.disputes.resolve({ id: dispute, outcome: "RESOLVED_BUYER_FAVOUR" }),
  escalate: ({ control, dispute }) =>
    control.disputes.escalate({ id: dispute, status: "WAITING_FOR_SELLER_RESPONSE" }),
  provideEvidence: ({ paypal, dispute }) =>
    paypal.post(`/v1/customer/disputes/${dispute}/provide-evidence`, {
      evidences: [{ evidence_type: "OTHER", notes: "delivered" }],
    }),
  delayReports: ({ control, n }) => control.reports.delay({ hours: n % 3 }),
  reopen: ({ control, dispute }) => control.disputes.reopen({ id: dispute }),
  advance: ({ control, n }) => control.clock.advance({ minutes: n % 200 }),
  fail: ({ control }) =>
    control.faults.add({
      simulator: "paypal",
      operation: "captures.get",
      kind: { status: 503 },
      times: "forever",
    }),
  failAtRandom: ({ control, n }) =>
    control.faults.random({ simulator: "web_order", rate: 0.5, seed: n, kinds: [{ status: 500 }] }),
  clearFaults: ({ control }) => control.faults.clear(),
  outage: ({ control }) => control.faults.outage({ simulator: "issuer", kind: "unavailable" }),
  subscribe: ({ control, n }) =>
    control.webhooks.subscribe({ url: "http://127.0.0.1:1/", webhook_id: `webhook-${n % 3}` }),
  loseWebhooks: ({ control, n }) => control.webhooks.setFaults({ drop_rate: 0.5, seed: n }),
  deliver: ({ sandbox, n }) =>
    post(sandbox.webOrder.url, orderBody({ cluster_name: `cluster-${n % 5}` })),
  refuse: ({ control, n }) => control.webOrder.refuse({ cluster_name: `cluster-${n % 5}` }),
  cutPayPalLink: ({ control }) => control.webOrder.setPayPalLink({ state: "down" }),
  breakProvisioner: ({ control }) => control.webOrder.setProvisioner({ reachable: false }),
  rotateKeys: ({ control, n }) => control.issuer.rotateKeys({ withdraw_old: n % 2 === 0 }),
  shortenTokens: ({ control, n }) => control.issuer.setLifetime({ seconds: 60 + (n % 60) }),
} as const satisfies Record<string, (actor: Actor) => Promise<unknown>>;

export type ActionName = keyof typeof performed;

export const actionNames = Object.keys(performed) as readonly ActionName[];

/** Performs an action on a record that `n` chooses. */
export async function act(sandbox: Sandbox, name: ActionName, n: number): Promise<void> {
  const { paypal, controlUrl } = sandbox;
  const caller = new PayPalCaller(paypal);
  await caller.login();
  const choose = (ids: Iterable<string>): string => {
    const all = [...ids];
    return all[n % all.length] ?? "NONE";
  };
  const actor = {
    sandbox,
    paypal: caller,
    control: createSandboxClient(controlUrl),
    order: choose(paypal.orders.keys()),
    refund: choose(paypal.captureOfRefund.keys()),
    dispute: choose(paypal.disputes.map(({ dispute_id }) => dispute_id)),
    n,
  };
  await performed[name](actor).catch((error: unknown) => {
    if ((error as Error).name !== "SandboxError") throw error;
  });
}
