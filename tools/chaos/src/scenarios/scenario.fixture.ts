import { PayPalSandbox, type Sandbox, WebOrderSandbox } from "@onekonsole/billing-sandbox";
import type { Customer } from "../customers/customer.ts";
import { createDeferredActions } from "../deferred-actions.ts";
import { createRunRecord } from "../run-record.ts";

/** An order of the customer. */
interface CreatedOrder {
  readonly id: string;
  readonly clusterName: string;
  approveRequests: number;
  isCapturedByService: boolean;
}

/** A customer whose service captures on each approve request, and the upstreams. */
export function createScenarioFixture(random: () => number) {
  const paypal = new PayPalSandbox({ url: "http://paypal.example" });
  const webOrder = new WebOrderSandbox({ url: "http://web-order.example/order" });
  const deferred = createDeferredActions();
  const record = createRunRecord();
  const orders: CreatedOrder[] = [];
  const customer: Customer = {
    random,
    userId: "user-of-a-test",
    clusterName: "cluster",
    record,
    deferred,
    createOrder: ({ clusterName = "cluster" } = {}) => {
      const id = createOrder(paypal);
      orders.push({ id, clusterName, approveRequests: 0, isCapturedByService: false });
      return Promise.resolve(id);
    },
    approve: (orderId) => {
      const order = orders.find(({ id }) => id === orderId);
      if (!order) throw new Error(`There is no order ${orderId}.`);
      order.approveRequests += 1;
      return Promise.resolve({ status: captureApproved(paypal, order), body: {} });
    },
    readState: () => Promise.resolve("awaiting_approval"),
    pause: () => Promise.resolve(),
  };
  return { paypal, webOrder, sandbox: { paypal, webOrder } as Sandbox, customer, deferred, orders };
}

/** Creates an order as the API does, without a payment. */
function createOrder(paypal: PayPalSandbox): string {
  const paid = paypal.payElsewhere({ currency_code: "EUR", value: "31.00" }, "one");
  const unpaid = { status: "CREATED", approvals: 0, approvedAt: undefined } as const;
  const purchase_units = paid.purchase_units.map((unit) => ({ ...unit }));
  for (const unit of purchase_units) delete unit.payments;
  paypal.orders.set(paid.id, { ...paid, ...unpaid, capturedAt: undefined, purchase_units });
  return paid.id;
}

/** Captures an order as the service does; returns the status of the response. */
function captureApproved(paypal: PayPalSandbox, created: CreatedOrder): number {
  const order = paypal.orders.get(created.id);
  if (order?.status === "COMPLETED") return 200;
  if (order?.status !== "APPROVED") return 409;
  if (order.end?.capture === "DECLINED") {
    order.declines.push({ approval: order.approvals, key: String(order.approvals) });
    return 409;
  }
  paypal.capture(order);
  created.isCapturedByService = true;
  return 200;
}
