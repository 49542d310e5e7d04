import { setTimeout as sleep } from "node:timers/promises";
import type { Sandbox } from "@onekonsole/billing-sandbox";
import {
  type RestartableDatabase,
  restart,
} from "@onekonsole/billing-testkit/database/restartable-database";
import { paypalFaults, webhookFaults, webOrderFaults } from "./faults.ts";
import { misbehave } from "./misbehaviour.ts";
import type { Replica } from "./replica.ts";

export interface FaultScheduleOptions {
  readonly sandbox: Sandbox;
  readonly database: RestartableDatabase;
  readonly replicas: readonly Replica[];
  readonly random: () => number;
  /** How much of the storm is over, from 0 to 1. */
  readonly progress: () => number;
  readonly customers: number;
  readonly databaseRestarts: number;
  readonly kills: number;
}

/** Everything that breaks while the customers shop. */
export interface FaultSchedule {
  /** What struck, and how often. */
  readonly strikes: ReadonlyMap<string, number>;
  /** What PayPal's documentation leaves open and this run has drawn, in words. */
  readonly ways: readonly string[];
  /** Stops breaking things and mends what is broken: resolves once every replica serves. */
  heal(): Promise<void>;
}

interface ScheduledFault {
  readonly name: string;
  readonly weight: number;
  readonly run: () => Promise<void>;
}

/** Lets it begin. */
export function startFaultSchedule(options: FaultScheduleOptions): FaultSchedule {
  const { sandbox, random, progress } = options;
  const strikes = new Map<string, number>();
  const under = new Set<Promise<void>>();
  const possible = strikesOf(options);
  // In a long storm the replicas must be up for most of the time, or it would take hours.
  const rarity = Math.min(3, Math.max(1, options.customers / 2_000));
  const season = { isOver: false };

  const begin = ({ name, run }: ScheduledFault): void => {
    strikes.set(name, (strikes.get(name) ?? 0) + 1);
    const running: Promise<void> = run().finally(() => under.delete(running));
    under.add(running);
  };
  const planned = plan(options, possible);
  const unforeseen = async (): Promise<void> => {
    while (!season.isOver) {
      await sleep((1_000 + random() * 3_000) * rarity);
      if (!season.isOver) begin(drawn(possible, random));
    }
  };
  const foreseen = async (): Promise<void> => {
    while (planned.length > 0 && !season.isOver) {
      const [next] = planned;
      if (next && progress() >= next.at) begin((planned.shift() as Planned).run);
      await sleep(50);
    }
  };
  paypalFaults(sandbox.paypal, random);
  webOrderFaults(sandbox.webOrder, random);
  webhookFaults(sandbox.paypal.webhooks, random);
  const ways = misbehave(sandbox.paypal, random);
  const running = [unforeseen(), foreseen()];
  return {
    strikes,
    ways: ways.drawn,
    heal: async () => {
      season.isOver = true;
      await Promise.all(running);
      await Promise.all(under);
      sandbox.paypal.faults.clear();
      sandbox.webOrder.faults.clear();
      ways.calm();
      sandbox.paypal.webhooks.deliveryFaults.calm();
      sandbox.paypal.webhooks.release(random);
      await Promise.all(options.replicas.map((replica) => replica.ready()));
    },
  };
}

function strikesOf({ sandbox, replicas, random }: FaultScheduleOptions): readonly ScheduledFault[] {
  const { paypal, webOrder } = sandbox;
  const anyone = () => replicas[Math.floor(random() * replicas.length)] as Replica;
  const upTo = (ms: number) => random() * ms;
  const outage = (place: typeof paypal | typeof webOrder) => async () => {
    await place.down(random() < 0.5 ? "refused" : "unavailable");
    await sleep(500 + upTo(4_000));
    await place.up();
  };
  return [
    { name: "kill -9", weight: 6, run: () => anyone().kill(upTo(2_000)) },
    { name: "SIGTERM", weight: 3, run: () => anyone().restart() },
    { name: "frozen replica", weight: 2, run: () => anyone().freeze(2_000 + upTo(14_000)) },
    { name: "web-order down", weight: 3, run: outage(webOrder) },
    { name: "PayPal out of web-order's reach", weight: 2, run: unlinked(webOrder, random) },
    { name: "provisioning down", weight: 2, run: unprovisioned(webOrder, random) },
    {
      name: "web-order rolls out",
      weight: 2,
      run: async () => webOrder.faults.add({ ...rollout, times: 1 + Math.floor(upTo(3)) }),
    },
    { name: "PayPal down", weight: 2, run: outage(paypal) },
    { name: "tokens revoked", weight: 1, run: async () => paypal.revokeTokens() },
    {
      name: "webhooks held back",
      weight: 2,
      run: async () => {
        paypal.webhooks.hold();
        await sleep(upTo(5_000));
        paypal.webhooks.release(random);
      },
    },
  ];
}

/** web-order can't ask PayPal, or asks another PayPal than ours, when it lists a user's orders. */
const unlinked =
  (webOrder: Sandbox["webOrder"], random: () => number): ScheduledFault["run"] =>
  async () => {
    webOrder.paypalLink = random() < 0.5 ? "down" : "other_environment";
    await sleep(1_000 + random() * 5_000);
    webOrder.paypalLink = "up";
  };

/** web-order keeps its rows and answers 500 while the service behind it is away. */
const unprovisioned =
  (webOrder: Sandbox["webOrder"], random: () => number): ScheduledFault["run"] =>
  async () => {
    webOrder.isProvisionerReachable = false;
    await sleep(500 + random() * 3_000);
    webOrder.isProvisionerReachable = true;
  };
// The ingress before it has no pod to pass requests on to.
const rollout = { operation: "order.create", kind: { status: 503 } } as const;

interface Planned {
  readonly at: number;
  readonly run: ScheduledFault;
}

/** What happens in every storm, however short: spread over its time. */
function plan(options: FaultScheduleOptions, possible: readonly ScheduledFault[]): Planned[] {
  const { database, databaseRestarts, kills, random } = options;
  const databaseRestart: ScheduledFault = {
    name: "database restart",
    weight: 0,
    run: () => restart(database, random() * 1_500),
  };
  const kill = possible.find(({ name }) => name === "kill -9") as ScheduledFault;
  const spread = (times: number, run: ScheduledFault, shift: number): Planned[] =>
    Array.from({ length: times }, (_, index) => ({ at: (index + shift) / times, run }));
  return [...spread(databaseRestarts, databaseRestart, 0.6), ...spread(kills, kill, 0.3)].toSorted(
    (one, other) => one.at - other.at,
  );
}

function drawn(possible: readonly ScheduledFault[], random: () => number): ScheduledFault {
  let left = random() * possible.reduce((sum, { weight }) => sum + weight, 0);
  const found = possible.find(({ weight }) => (left -= weight) < 0);
  return found ?? (possible[0] as ScheduledFault);
}
