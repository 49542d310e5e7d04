import { describe, expect, test } from "vitest";
import { createBillingClient } from "../create-billing-client.ts";
import { startContractServer } from "../testing/contract-server.fixture.ts";
import { eventually, renderHooks } from "./testing/render.fixture.ts";
import {
  type Checkout,
  type CheckoutOptions,
  type PlacedOrder,
  useCheckout,
} from "./use-checkout.ts";
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

describe("several checkouts with one client", () => {
  /** Two checkouts, and the keys that they sent. Their creations wait for `opened`, and lose the response while `isCut`. */
  async function openTwo() {
    const server = await startContractServer();
    const keys: unknown[] = [];
    const network = { isCut: false, opened: Promise.resolve() };
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (typeof init?.body !== "string") return globalThis.fetch(input, init);
      const [call] = Object.values(JSON.parse(init.body) as Record<string, object>);
      keys.push(Object.getOwnPropertyDescriptor(call, "idempotency_key")?.value);
      await network.opened;
      const response = await globalThis.fetch(input, init);
      if (network.isCut) throw new TypeError("The response was lost.");
      return response;
    };
    const client = createBillingClient({ url: server.url, retryForMs: 0, fetch });
    const shown: Record<"first" | "second", Checkout | undefined> = {
      first: undefined,
      second: undefined,
    };
    const first = () => void (shown.first = useCheckout());
    const second = () => void (shown.second = useCheckout());
    const page = await renderHooks(client, first, second);
    page.queryClient.setDefaultOptions({ mutations: { retry: 2, retryDelay: 1 } });
    await eventually(() => expect(shown.second?.priceList.prices).toBeDefined());
    const checkout = (name: keyof typeof shown) => shown[name] as Checkout;
    return {
      server,
      keys,
      network,
      checkout,
      /** Replaces the first checkout by a new one. */
      remount: async () => {
        page.show();
        shown.first = undefined;
        await new Promise((resolve) => setImmediate(resolve));
        page.show(first);
        await eventually(() => expect(shown.first?.priceList.prices).toBeDefined());
      },
      /** Places the order; resolves once the service has answered, or the call has failed. */
      place: async (details = order) => {
        const placed = checkout("first").place(details) as PlacedOrder;
        await placed.created.then(placed.release, () => undefined);
      },
      async [Symbol.asyncDispose]() {
        page[Symbol.dispose]();
        await server[Symbol.asyncDispose]();
      },
    };
  }

  test("place one order at a time", async () => {
    await using page = await openTwo();
    const placed = page.checkout("first").place(order);
    expect(page.checkout("second").place(order)).toBeUndefined();
    await eventually(() => expect(page.checkout("second").isBusy).toBe(true));
    placed?.release();
    await eventually(() => expect(page.checkout("second").isBusy).toBe(false));
    await placed?.created;
    expect(page.keys).toHaveLength(1);
  });

  test("stay locked after a remount until the order is created", async () => {
    await using page = await openTwo();
    const { promise, resolve } = Promise.withResolvers<void>();
    page.network.opened = promise;
    const placed = page.checkout("first").place(order);
    await page.remount();
    expect(page.checkout("first").place(order)).toBeUndefined();
    resolve();
    await placed?.created;
    await eventually(() => expect(page.checkout("first").isBusy).toBe(false));
  });

  test("repeat lost details with the same key, and once each, whatever the app's default", async () => {
    await using page = await openTwo();
    page.network.isCut = true;
    await page.place();
    await eventually(() => expect(page.checkout("first").error?.code).toBe("unreachable"));
    await page.remount();
    page.network.isCut = false;
    await page.place();
    await page.place();
    const [lost, repeated, next, ...others] = page.keys;
    expect(lost).toEqual(expect.any(String));
    expect(repeated).toBe(lost);
    expect(next).not.toBe(lost);
    expect(others).toEqual([]);
  });

  test("have a new key for other details, and after a rejection", async () => {
    await using page = await openTwo();
    page.network.isCut = true;
    await page.place();
    page.network.isCut = false;
    page.server.refuse("order.create", "cluster_name_taken");
    const other = { order_details: { ...order.order_details, cluster_name: "red-lake" } };
    await page.place(other);
    await page.place(other);
    expect(new Set(page.keys).size).toBe(3);
  });
});
