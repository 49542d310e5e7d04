import type { BillingClient } from "@onekonsole/billing-client";
import type { SandboxClient } from "@onekonsole/billing-sandbox/control";
import type { ScenarioWorld } from "../world.ts";

const orderId = "5O190127TN364715T";

const nothingOn = { paypal: 0, web_order: 0, issuer: 0 };

/** An undisturbed sandbox's conditions. */
const undisturbed = {
  clock_offset_ms: 3_600_000,
  outages: { paypal: "none", web_order: "none", issuer: "none" },
  waiting_faults: nothingOn,
  random_faults: [],
  webhooks: {
    is_paused: false,
    paused_count: 0,
    delay_ms: 0,
    reorder_within_ms: 0,
    duplicate_rate: 0,
    drop_rate: 0,
    duplicate_next: 0,
    drop_next: 0,
  },
  web_order: { is_provisioner_reachable: true, paypal_link: "up", refused_names: ["another"] },
  refunds_start_pending: false,
  report_delay_ms: 0,
};

/** A world with one order that is delivered at once, and stays so. */
export function stillWorld(conditions: object = {}): ScenarioWorld {
  const paid = { currency_code: "EUR", value: "30.00" };
  const control = {
    sandbox: { conditions: async () => ({ ...undisturbed, ...conditions }) },
    orders: {
      show: async () => ({
        status: "COMPLETED",
        captures: [{ id: "1", status: "COMPLETED", amount: paid }],
        refunds: [],
      }),
    },
    webOrder: { rows: async () => ({ rows: [{ id: 1 }] }) },
  };
  const billing = {
    order: {
      create: { mutate: async () => ({ order_id: orderId }) },
      get: { query: async () => ({ state: "provisioned", problem: null }) },
    },
    operator: {
      order: {
        query: async () => ({
          captured_amount: paid,
          refunded_amount: null,
          reversed_amount: null,
          disputed: false,
        }),
      },
    },
  } as unknown as BillingClient;
  return {
    control: control as unknown as SandboxClient,
    operator: billing,
    customer: () => billing,
  };
}
