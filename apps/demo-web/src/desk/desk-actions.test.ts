import type { ScenarioWorld } from "@onekonsole/billing-scenarios";
import { describe, expect, test, vi } from "vitest";
import { deskActions, type DeskSituation } from "./desk-actions.ts";
import { ourLine, ourOrder, paypalOrder } from "./desk-order.fixture.ts";

const mutate = vi.fn(async (_input: unknown) => ({}));
const approve = vi.fn(async (_input: unknown) => ({}));
const refuse = vi.fn(async (_input: unknown) => ({}));
const procedure = { mutate };
const clients = {
  control: { orders: { approve }, webOrder: { refuse } },
  operator: {
    operator: { order: { query: async () => ({ version: 7 }) }, refund: procedure },
  },
  customer: () => ({ order: { approve: procedure } }),
} as unknown as ScenarioWorld;

const situation = (changes: Partial<DeskSituation> = {}): DeskSituation => ({
  order: { id: "A", ours: ourLine({ order_id: "A" }), paypal: paypalOrder({ id: "A" }) },
  disputes: [],
  events: [],
  ours: ourOrder({ order_id: "A" }),
  conditions: undefined,
  ...changes,
});
const find = (key: string, changes?: Partial<DeskSituation>) =>
  deskActions(clients, situation(changes)).find((action) => action.key === key);

describe("the actions of the desk", () => {
  test("have different keys", () => {
    const keys = deskActions(clients, situation()).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("act on PayPal's order through the control API", async () => {
    const action = find("approve A");
    await action?.perform();
    expect(approve).toHaveBeenCalledWith({ id: "A" });
    expect(action?.http).toMatchObject({ path: "/_sandbox/paypal/orders/A/approve" });
  });

  test("reject the name of the cluster, unless web-order has it", async () => {
    await find("refuse-name blue-lake")?.perform();
    expect(refuse).toHaveBeenCalledWith({ cluster_name: "blue-lake" });
    const ours = ourOrder({ web_order_id: 1 });
    expect(find("refuse-name blue-lake", { ours })).toBeUndefined();
  });

  test("let the payer return to the console while the approval is awaited", async () => {
    await find("return")?.perform();
    expect(mutate).toHaveBeenLastCalledWith({ order_id: "A" });
    const order = { ...situation().order, ours: ourLine({ state: "captured" }) };
    expect(find("return", { order })).toBeUndefined();
  });

  test("are the operator's own, with the service's text", async () => {
    const ours = ourOrder({
      order_id: "A",
      available_actions: [
        { action: "refund", amount: ourLine().amount, effect: "Refunds 31.00 EUR." },
      ],
    });
    const action = find("refund", { ours });
    expect(action).toMatchObject({ actor: "operator", leadsTo: "Refunds 31.00 EUR." });
    await action?.perform();
    expect(mutate).toHaveBeenLastCalledWith({
      order_id: "A",
      version: 7,
      reason: "Done at the desk",
    });
  });

  test("are none for an order that the sandbox and the service do not show", () => {
    const order = { id: "A", ours: undefined, paypal: undefined };
    expect(deskActions(clients, situation({ order, ours: undefined }))).toEqual([]);
  });
});
