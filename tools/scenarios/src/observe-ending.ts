import { customerText } from "./customer-text.ts";
import type { ScenarioEnding } from "./scenario.ts";
import type { Scene } from "./scene.ts";

type OrderAtPayPal = Awaited<ReturnType<Scene["control"]["orders"]["show"]>>;
type AtBilling = Awaited<ReturnType<Scene["operator"]["operator"]["order"]["query"]>>;

/** Reads how the order that was placed last is in the billing service, at PayPal and at web-order. */
export async function observeEnding(scene: Scene): Promise<ScenarioEnding> {
  const order_id = scene.orderId;
  const [own, billing, paypal, clusters] = await Promise.all([
    scene.customer.order.get.query({ order_id }),
    scene.operator.operator.order.query({ order_id }),
    scene.control.orders.show({ id: order_id }),
    countClusters(scene),
  ]);
  return {
    state: own.state,
    captured: agreed(billing.captured_amount?.value ?? "0.00", capturedAt(paypal)),
    returned: agreed(returnedIn(billing), returnedAt(paypal)),
    paypal: paypal.captures.at(-1)?.status ?? paypal.status,
    clusters,
    disputed: billing.disputed,
    message: customerText(own.state, own.problem),
  };
}

async function countClusters({ control, orderIds }: Scene): Promise<number> {
  const lists = await Promise.all(orderIds.map((id) => control.webOrder.rows({ paypal_id: id })));
  return lists.flatMap(({ rows }) => rows).length;
}

const agreed = (billing: string, paypal: string): string =>
  billing === paypal ? billing : `${billing} in billing, ${paypal} at PayPal`;

const paidStatuses: readonly string[] = ["COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED"];

const capturedAt = ({ captures }: OrderAtPayPal): string =>
  sum(captures.filter(({ status }) => paidStatuses.includes(status)).map(({ amount }) => amount));

const returnedAt = ({ refunds }: OrderAtPayPal): string =>
  sum(refunds.filter(({ status }) => status === "COMPLETED").map(({ amount }) => amount));

const returnedIn = ({ refunded_amount, reversed_amount }: AtBilling): string =>
  sum([refunded_amount, reversed_amount].filter((amount) => amount !== null));

/** The sum of amounts in a currency with cents. */
function sum(amounts: readonly { readonly value: string }[]): string {
  const cents = amounts.map(({ value }) => Math.round(Number(value) * 100));
  return (cents.reduce((total, value) => total + value, 0) / 100).toFixed(2);
}
