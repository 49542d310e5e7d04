import { expect, test } from "vitest";
import { createBillingClient } from "../create-billing-client.ts";
import { startContractServer } from "../testing/contract-server.fixture.ts";
import { eventually, renderHooks } from "./testing/render.fixture.ts";
import { type Checkout, type CheckoutOptions, useCheckout } from "./use-checkout.ts";
import { useWindowPayment, type WindowPayment } from "./use-window-payment.ts";

const userId = "3f8a61c2-7d4e-4b19-a05c-92e6d1b70f34";
const order = {
  order_details: {
    user_id: userId,
    cluster_name: "blue-lake",
    images_storage: 11,
    has_monitoring: false,
    has_alerting: false,
  },
};

/** A page with a checkout whose prices are loaded, and what it shows. */
async function openCheckout(options: CheckoutOptions = {}) {
  const server = await startContractServer();
  const sent: Record<string, unknown>[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    if (typeof init?.body === "string") sent.push(JSON.parse(init.body));
    return globalThis.fetch(input, init);
  };
  const client = createBillingClient({ url: server.url, retryForMs: 0, fetch });
  const shown: Checkout[] = [];
  const payments: WindowPayment[] = [];
  const approved: string[] = [];
  let payment: ReturnType<typeof useWindowPayment> | undefined;
  const page = await renderHooks(client, () => {
    const checkout = useCheckout(options);
    shown.push(checkout);
    payment = useWindowPayment({
      place: () => checkout.place(order),
      onPayment: (happened) => payments.push(happened),
      onApproved: (orderId) => void approved.push(orderId),
    });
  });
  const latest = () => shown.at(-1) as Checkout;
  await eventually(() => expect(latest()?.priceList.prices).toBeDefined());
  return {
    server,
    sent,
    latest,
    payments,
    approved,
    window: () => payment as ReturnType<typeof useWindowPayment>,
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

test("an order is placed at the price that the page shows, and only one at a time", async () => {
  await using page = await openCheckout({ currency: "EUR" });
  expect(page.latest().priceList.currency).toBe("EUR");
  expect(page.latest().total(order.order_details)).toEqual({
    currency_code: "EUR",
    value: "31.00",
  });
  const placed = page.latest().place(order);
  expect(page.latest().isLocked()).toBe(true);
  expect(page.latest().place(order)).toBeUndefined();
  expect(await placed?.created).toMatchObject({ order_id: "5O190127TN364715T" });
  await eventually(() => expect(page.latest().isBusy).toBe(true));
  expect(page.latest().place(order)).toBeUndefined();
  const [only, ...others] = page.sent.flatMap((batch) => Object.values(batch));
  expect(only).toMatchObject({ ...order, expected_amount: { value: "31.00" }, currency: "EUR" });
  expect(only).toHaveProperty("idempotency_key");
  expect(others).toEqual([]);
  placed?.release();
  await eventually(() => expect(page.latest().isBusy).toBe(false));
});

test("a rejected order says why, frees the checkout, and is not another user's", async () => {
  const options = { userId };
  await using page = await openCheckout(options);
  page.server.refuse("order.create", "cluster_name_taken");
  await page
    .latest()
    .place(order)
    ?.created.catch(() => undefined);
  await eventually(() => expect(page.latest().error?.code).toBe("cluster_name_taken"));
  expect(page.latest()).toMatchObject({ isBusy: false, seenAmount: { value: "31.00" } });
  options.userId = "another";
  page.latest().priceList.retry();
  await eventually(() => expect(page.latest().error).toBeNull());
  expect(page.latest().seenAmount).toBeUndefined();
});

test("a changed price is loaded again", async () => {
  await using page = await openCheckout();
  const before = page.server.requests.length;
  page.server.refuse("order.create", "price_changed");
  await page
    .latest()
    .place(order)
    ?.created.catch(() => undefined);
  await eventually(() => expect(page.server.requests.length).toBe(before + 2));
  expect(page.server.requests.at(-1)?.url).toContain("order.prices");
});

test("an order without a link to PayPal is handed to the page", async () => {
  const orders: string[] = [];
  await using page = await openCheckout({ onOrder: (orderId) => orders.push(orderId) });
  const placed = page.latest().place(order);
  if (placed) page.latest().redirect(placed);
  await eventually(() => expect(orders).toEqual(["5O190127TN364715T"]));
});

test("PayPal's window pays one order, whose lock ends with the approval", async () => {
  await using page = await openCheckout();
  const { open, session } = page.window();
  const starts: string[] = [];
  const start = async () => void starts.push((await session.createOrder()).orderId);
  open(start);
  open(start);
  await eventually(() => expect(starts).toHaveLength(2));
  expect(page.sent).toHaveLength(1);
  await session.onApprove({ orderId: "5O190127TN364715T" });
  expect(page.approved).toEqual(["5O190127TN364715T"]);
  expect(page.payments).toEqual([{ step: "open" }, undefined]);
  expect(page.latest().isLocked()).toBe(false);
});

test.each([
  ["onCancel", { step: "cancelled" }],
  ["onError", { step: "failed", orderId: "5O190127TN364715T" }],
] as const)(
  "after %s of PayPal's window, the order can be placed again",
  async (event, payment) => {
    await using page = await openCheckout();
    const { open, session } = page.window();
    open(() => Promise.resolve());
    session[event]();
    expect(page.latest().isLocked()).toBe(true);
    await eventually(() => expect(page.payments.at(-1)).toEqual(payment));
    expect(page.latest().isLocked()).toBe(false);
  },
);
