import type { Sandbox } from "@onekonsole/billing-sandbox";
import type { Replica } from "../service/replica.ts";
import { sleep } from "../sleep.ts";

/** A fault of a process or of a whole upstream; `run` resolves once it is over. */
export interface ScheduledFault {
  readonly name: string;
  readonly weight: number;
  readonly run: () => Promise<void>;
}

export interface PossibleFaultsOptions {
  readonly sandbox: Sandbox;
  readonly replicas: readonly Replica[];
  readonly random: () => number;
}

export const killReplica = "kill -9";

/** The faults that are drawn at random, except those of the database. */
export function possibleFaults(options: PossibleFaultsOptions): readonly ScheduledFault[] {
  const { sandbox, random } = options;
  const { paypal, webOrder } = sandbox;
  return [
    ...replicaFaults(options),
    { name: "web-order down", weight: 3, run: outage(webOrder, random) },
    { name: "web-order cannot reach PayPal", weight: 2, run: paypalUnlinked(webOrder, random) },
    { name: "provisioning down", weight: 2, run: provisionerDown(webOrder, random) },
    { name: "web-order rollout", weight: 2, run: rollout(webOrder, random) },
    { name: "PayPal down", weight: 2, run: outage(paypal, random) },
    { name: "tokens revoked", weight: 1, run: async () => paypal.revokeTokens() },
    { name: "webhooks held back", weight: 2, run: webhooksHeld(paypal, random) },
  ];
}

function replicaFaults({ replicas, random }: PossibleFaultsOptions): readonly ScheduledFault[] {
  const drawReplica = () => replicas[Math.floor(random() * replicas.length)] as Replica;
  return [
    { name: killReplica, weight: 6, run: () => drawReplica().kill(random() * 2_000) },
    { name: "SIGTERM", weight: 3, run: () => drawReplica().restart() },
    {
      name: "frozen replica",
      weight: 2,
      run: () => drawReplica().freeze(2_000 + random() * 14_000),
    },
  ];
}

type PayPal = Sandbox["paypal"];
type WebOrder = Sandbox["webOrder"];
type Run = ScheduledFault["run"];

const outage =
  (upstream: PayPal | WebOrder, random: () => number): Run =>
  async () => {
    await upstream.down(random() < 0.5 ? "refused" : "unavailable");
    await sleep(500 + random() * 4_000);
    await upstream.up();
  };

/** web-order cannot query PayPal, or queries another environment, when it lists a user's orders. */
const paypalUnlinked =
  (webOrder: WebOrder, random: () => number): Run =>
  async () => {
    webOrder.paypalLink = random() < 0.5 ? "down" : "other_environment";
    await sleep(1_000 + random() * 5_000);
    webOrder.paypalLink = "up";
  };

/** web-order stores its rows and returns 500 while the service behind it is down. */
const provisionerDown =
  (webOrder: WebOrder, random: () => number): Run =>
  async () => {
    webOrder.isProvisionerReachable = false;
    await sleep(500 + random() * 3_000);
    webOrder.isProvisionerReachable = true;
  };

/** The ingress in front of web-order has no pod to route one to three requests to. */
const rollout =
  (webOrder: WebOrder, random: () => number): Run =>
  async () =>
    webOrder.faults.add({
      operation: "order.create",
      kind: { status: 503 },
      times: 1 + Math.floor(random() * 3),
    });

const webhooksHeld =
  ({ webhooks }: PayPal, random: () => number): Run =>
  async () => {
    webhooks.pause();
    await sleep(random() * 5_000);
    webhooks.resume(random);
  };
