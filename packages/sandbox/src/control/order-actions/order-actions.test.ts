import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../../start-sandbox.ts";
import { PayPalCaller } from "../../testing/paypal-caller.ts";
import { type Received, WebhookReceiver } from "../../testing/webhook-receiver.ts";
import { createSandboxClient, type SandboxClient } from "../client.ts";
import { performCall, toHttp } from "../control-call.ts";
import { actionRules, orderActions } from "./index.ts";

let sandbox: Sandbox;
let control: SandboxClient;
let service: PayPalCaller;
beforeAll(async () => {
  sandbox = await startSandbox();
  control = createSandboxClient(sandbox.controlUrl);
  service = new PayPalCaller(sandbox.paypal);
  await service.login();
});
afterAll(() => sandbox.close());

const create = async () => (await service.create()).body.id as string;
const pay = async () => {
  const id = await create();
  await control.orders.captureInBrowser({ id });
  return id;
};
const openDispute = async () => {
  const id = await pay();
  return { id, dispute: await control.disputes.open({ order_id: id }) };
};

/** The states, each with a function that makes a new order in it and returns its id. */
const states: Readonly<Record<string, () => Promise<string>>> = {
  created: create,
  approved: async () => {
    const id = await create();
    await control.orders.approve({ id });
    return id;
  },
  expired: async () => {
    const id = await create();
    await control.orders.expire({ id });
    return id;
  },
  pending: async () => {
    const id = await create();
    await control.orders.captureInBrowser({ id, capture: "PENDING" });
    return id;
  },
  "not paid": async () => {
    const id = await create();
    await control.orders.captureInBrowser({ id, capture: "DECLINED" });
    return id;
  },
  paid: pay,
  "paid all but one unit": async () => {
    const id = await pay();
    await control.orders.refund({ id, value: "30.00" });
    return id;
  },
  "with a pending refund": async () => {
    const id = await pay();
    await control.orders.holdRefunds({ on: true });
    await control.orders.refund({ id, value: "2.00" });
    await control.orders.holdRefunds({ on: false });
    return id;
  },
  refunded: async () => {
    const id = await pay();
    await control.orders.refund({ id });
    return id;
  },
  reversed: async () => {
    const id = await pay();
    await control.orders.reverse({ id });
    return id;
  },
  disputed: async () => (await openDispute()).id,
  "under review": async () => {
    const { id, dispute } = await openDispute();
    await control.disputes.escalate({ id: dispute.id });
    return id;
  },
  "with a resolved dispute": async () => {
    const { id, dispute } = await openDispute();
    const outcome = "RESOLVED_SELLER_FAVOUR" as const;
    await control.disputes.resolve({ id: dispute.id, outcome });
    return id;
  },
  "without refunds": async () => {
    const id = await pay();
    await control.orders.refuseRefunds({ id, issue: "REFUND_NOT_ALLOWED" });
    return id;
  },
};

const payable = ["approve", "approve-declined", "approve-pending", "capture-in-browser", "expire"];
const withMoney = ["refund-all", "refund-part", "refuse-refunds", "reverse"];
const disputed = ["withdraw-dispute", "resolve-for-payer", "resolve-for-merchant", ...withMoney];

/** What is possible in each state, without web-order. */
const possible: Readonly<Record<string, readonly string[]>> = {
  created: payable,
  approved: payable,
  expired: [],
  pending: ["complete-pending", "deny-pending", "refuse-refunds"],
  "not paid": ["refuse-refunds"],
  paid: ["open-dispute", ...withMoney],
  "paid all but one unit": ["open-dispute", "refund-all", "refuse-refunds", "reverse"],
  "with a pending refund": ["open-dispute", "complete-refund", "fail-refund", ...withMoney],
  refunded: ["refuse-refunds"],
  reversed: ["refuse-refunds", "cancel-reversal"],
  disputed: ["request-evidence", ...disputed],
  "under review": disputed,
  "with a resolved dispute": ["reopen-dispute", "open-dispute", ...withMoney],
  "without refunds": ["open-dispute", "refund-all", "refund-part", "reverse", "allow-refunds"],
};

async function situationOf(id: string) {
  const order = await control.orders.show({ id });
  const { disputes } = await control.disputes.list();
  return { order, disputes: disputes.filter((it) => order.dispute_ids.includes(it.id)) };
}

const captured = (status: string) => ({ order: { status: "COMPLETED", captures: [{ status }] } });
const refunded = (value: string, status = "COMPLETED") => ({
  order: { refunds: expect.arrayContaining([refundWith(value, status)]) as unknown },
});
const refundWith = (value: string, status: string): unknown =>
  expect.objectContaining({ status, amount: { currency_code: "USD", value } });
const disputeWith = (status: string, outcome?: string) => ({
  disputes: expect.arrayContaining([
    expect.objectContaining({ status, ...(outcome === undefined ? {} : { outcome }) }),
  ]) as unknown,
});

/** What each action leads to, after the service has captured an approved order. */
const effects: Readonly<Record<string, object>> = {
  approve: captured("COMPLETED"),
  "approve-declined": { order: { status: "APPROVED", declines: 1, captures: [] } },
  "approve-pending": captured("PENDING"),
  "capture-in-browser": captured("COMPLETED"),
  expire: { order: { status: "EXPIRED" } },
  "complete-pending": captured("COMPLETED"),
  "deny-pending": captured("DECLINED"),
  "open-dispute": disputeWith("OPEN"),
  "withdraw-dispute": disputeWith("RESOLVED", "CANCELED_BY_BUYER"),
  "request-evidence": disputeWith("WAITING_FOR_SELLER_RESPONSE"),
  "resolve-for-payer": {
    ...disputeWith("RESOLVED", "RESOLVED_BUYER_FAVOUR"),
    order: { refunds: [{ is_reversal: true, amount: { value: "31.00" } }] },
  },
  "resolve-for-merchant": {
    ...disputeWith("RESOLVED", "RESOLVED_SELLER_FAVOUR"),
    order: { refunds: [] },
  },
  "reopen-dispute": disputeWith("WAITING_FOR_SELLER_RESPONSE"),
  "refund-all": captured("REFUNDED"),
  "refund-part": refunded("1.00"),
  "refuse-refunds": { order: { refund_issue: "REFUND_NOT_ALLOWED" } },
  "allow-refunds": { order: { refund_issue: null } },
  reverse: captured("REFUNDED"),
  "cancel-reversal": captured("COMPLETED"),
  "complete-refund": refunded("2.00"),
  "fail-refund": refunded("2.00", "FAILED"),
};

describe.each(Object.keys(states))("an order that is %s", (state) => {
  const make = states[state] as () => Promise<string>;
  const ids = possible[state] ?? [];

  test("has its possible actions, and no others", async () => {
    const actions = orderActions(await situationOf(await make()));
    expect(actions.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });

  test.each(ids)("leads by %s to the stated result", async (id) => {
    const orderId = await make();
    const action = orderActions(await situationOf(orderId)).find((it) => it.id === id);
    if (!action) throw new Error(`${id} is not possible.`);
    await performCall(control, action.call);
    if (["approve", "approve-declined", "approve-pending"].includes(id))
      await service.capture(orderId);
    const { order, disputes } = await situationOf(orderId);
    const after = { order: { refund_issue: null, ...order }, disputes };
    expect(after).toMatchObject(effects[id] ?? { id });
  });
});

describe("web-order's actions", () => {
  const names = async (isRefused: boolean, isOrdered = false) => {
    const situation = await situationOf(await create());
    const cluster = { name: "blue-lake", isRefused, isOrdered };
    return orderActions({ ...situation, cluster }).filter(({ actor }) => actor === "web_order");
  };

  test("reject a cluster name, and accept it again", async () => {
    for (const [isRefused, refused] of [
      [false, ["blue-lake"]],
      [true, []],
    ] as const) {
      const [action] = await names(isRefused);
      if (action) await performCall(control, action.call);
      const { web_order: webOrder } = await control.sandbox.conditions();
      expect(webOrder.refused_names).toEqual(refused);
    }
  });

  test("do not reject the name of an accepted order", async () => {
    expect(await names(false, true)).toEqual([]);
  });
});

describe("actions on webhooks", () => {
  const webhookId = "MY-WEBHOOK";
  const onWebhooks = async (id: string) => {
    const { events } = await control.webhooks.list();
    const actions = orderActions({ ...(await situationOf(id)), events });
    return actions.filter(({ call }) => call.group === "webhooks");
  };

  test("send the latest event again and forged", async () => {
    await using receiver = await new WebhookReceiver().listen();
    await control.webhooks.subscribe({ url: receiver.url, webhook_id: webhookId });
    const id = await pay();
    await pay();
    await sandbox.paypal.webhooks.idle();
    for (const { call } of await onWebhooks(id)) {
      receiver.received.length = 0;
      await performCall(control, call);
      await sandbox.paypal.webhooks.idle();
      expect(receiver.types).toEqual(["CHECKOUT.ORDER.COMPLETED"]);
      const [{ headers, raw }] = receiver.received as [Received];
      expect(isGenuine(headers, raw)).toBe(call.verb === "deliver");
    }
    expect(await onWebhooks(id)).toHaveLength(2);
  });

  function isGenuine(headers: Received["headers"], raw: Buffer): boolean {
    const header = (name: string) => String(headers[`paypal-${name}`]);
    const signed = {
      transmissionId: header("transmission-id"),
      transmissionTime: header("transmission-time"),
      webhookId,
      body: raw.toString(),
    };
    return sandbox.paypal.webhooks.verify(signed, header("cert-url"), header("transmission-sig"));
  }

  test("are not possible before the first event", async () => {
    expect(await onWebhooks(await create())).toEqual([]);
  });
});

test("every action is possible in a tested state", () => {
  const apart = ["refuse-name", "allow-name", "repeat-webhook", "forge-webhook"];
  const tested = new Set([...Object.values(possible).flat(), ...apart]);
  expect(actionRules.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
});

test("an action is shown as HTTP", async () => {
  const id = await create();
  const [approve] = orderActions(await situationOf(id));
  expect(approve && toHttp(approve.call)).toEqual({
    method: "POST",
    path: `/_sandbox/paypal/orders/${id}/approve`,
    body: {},
  });
});
